import ArgumentParser

/// The program `scoreboard`: runs public data sets and prints a table of quality and speed.
@main
struct Scoreboard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scoreboard",
    abstract: "Run public benchmark sets and print quality and speed.",
    subcommands: [
      ConsolidationSection.self, ForecastingSection.self, IntermittentSection.self,
      InventorySection.self,
      LinearProgrammingSection.self, LinearProgrammingLimitsSection.self,
      LinearProgrammingColumnsSection.self,
      LoadLimitsSection.self, PackingSection.self,
      RoutingSection.self, StowingSection.self, ThroughputSection.self,
    ])
}
