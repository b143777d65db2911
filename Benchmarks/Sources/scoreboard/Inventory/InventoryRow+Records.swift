import Probability
import SupplyChain

extension InventoryRow {
  /// Many items and many movements.
  static let records: [InventoryRow] = []
}
