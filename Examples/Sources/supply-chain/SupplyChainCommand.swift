import ArgumentParser

/// The program `supply-chain`: each subcommand is a thin face on one capability of the library.
@main
struct SupplyChainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "supply-chain",
    abstract: "Forecast demand, set stock, consolidate freight and route vehicles.",
    subcommands: [
      PlanCommand.self, ForecastCommand.self, InventoryCommand.self, RouteCommand.self,
      ConsolidateCommand.self, PackCommand.self, CutCommand.self, StowCommand.self,
      LinearProgramCommand.self,
    ])
}
