import Foundation
import SupplyChain

/// A supply network read from a folder of CSV files.
///
/// | file | columns |
/// | --- | --- |
/// | `products.csv` | product, name?, class?, unit_cost, weight_kg, volume_m3, units_per_pallet, service_level? |
/// | `sites.csv` | site, name?, latitude, longitude, supplied_by?, share?, review_days?, lead_time_days? |
/// | `sales.csv` | date, product, site, quantity |
/// | `stock.csv` (may be absent) | product, site, on_hand |
/// | `carriers.csv` | as for `supply-chain consolidate --rates` |
/// | `vehicles.csv` | vehicle, site, count, capacity_kg, capacity_m3, fixed_cost, cost_per_km, cost_per_hour, max_hours? |
struct NetworkFolder {
  let network: SupplyNetwork
  let calendar: SeriesCalendar
  /// The number of the first period after all histories.
  let nextPeriod: Int

  /// Where each part of the network stands in the files.
  private let reader: NetworkReader

  /// Reads a folder; everything wrong with its files is printed, and ends the program.
  init(_ folder: URL) throws {
    var reader = NetworkReader(folder: folder)
    let parts = reader.read()
    try reader.problems.endProgramIfAny()
    guard let calendar = reader.calendar else { throw ProgramExit.badInput }
    self.calendar = calendar
    nextPeriod = reader.nextPeriod
    self.reader = reader
    do {
      network = try SupplyNetwork(
        products: parts.products, sites: parts.sites, items: parts.items, offers: parts.offers,
        vehicles: parts.vehicles, daysPerPeriod: calendar.daysPerPeriod)
    } catch {
      try reader.endProgram(naming: error)
      throw error
    }
  }

  /// Prints what is wrong with the network by the lines of the parts that show it, and ends the
  /// program.
  func endProgram(naming error: InvalidInput) throws {
    var reader = reader
    try reader.endProgram(naming: error)
  }
}
