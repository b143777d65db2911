import Foundation
import SupplyChain

/// What can be fuzzed, by the name that `Scripts/fuzz` takes: one line for each reader.
///
/// A reader takes any bytes at all. It may return, or throw `InvalidInput` or `DecodingError`;
/// everything else is a finding. Inputs to begin with stand in `Corpus/<name>/`.
let readers: [String: @Sendable (Data) throws -> Void] = [
  "shipments-json": { _ = try JSONDecoder().decode([Shipment].self, from: $0) }
]
