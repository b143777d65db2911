/// What was found out about the best place for a client on a route, as long as nothing changes there.
///
/// Most iterations change two or three routes and take most of that back; so the best place for a
/// client on a route is mostly known from an iteration before.
final class InsertionCache {
  /// Where on a route a client costs least, and what he costs there.
  struct Place: BitwiseCopyable {
    /// The version of the route, and in the lowest bits the slot.
    var key = -1
    var cost = Double.infinity

    private static let slotBits = 24

    /// A place behind a slot, or nowhere for −1, on a version of a route.
    @inline(__always) init(version: Int, slot: Int, cost: Double) {
      key = version &<< Self.slotBits | (slot & (1 &<< Self.slotBits - 1))
      self.cost = cost
    }

    init() {}

    @inline(__always) var version: Int { key &>> Self.slotBits }
    @inline(__always) var slot: Int { key & (1 &<< Self.slotBits - 1) }
  }

  private let places: FlatArray<Place>
  private let mask: Int
  private let shift: Int

  /// Routes whose numbers are the same modulo this share an entry.
  private static let largestWidth = 32

  /// A cache that knows nothing.
  init(_ kernel: RoutingKernel) {
    var shift = 0
    while 1 << shift < min(kernel.routeCount, Self.largestWidth) { shift += 1 }
    self.shift = shift
    mask = 1 << shift - 1
    places = FlatArray(repeating: Place(), count: kernel.clientCount << shift)
  }

  /// The entry of a client on a route, which may be that of another version, or of another route.
  @inline(__always) subscript(client: Int, route: Int) -> Place {
    get { places[client &<< shift | route & mask] }
    set { places[client &<< shift | route & mask] = newValue }
  }
}
