/// The walls and blocks around a free space, for counting how much of a block touches them.
///
/// Near counts as touching: a gap too small for anything is as good as none.
struct SpaceSurroundings {
  /// A face that looks into the space.
  private struct Face {
    /// Where it lies along its axis.
    var place: Int32
    /// Its lower and upper edges along the other two axes.
    var lower: (Int32, Int32)
    var upper: (Int32, Int32)
  }

  private var faces: [[Face]]
  private let reach: CargoExtent

  /// Gaps up to this share of the whole count as contact; as in Araya, Guerrero and Núñez.
  private static let nearness: Int32 = 25

  init(of space: FreeSpace, placed: [StowageState.Placed], whole: CargoExtent) {
    reach = CargoExtent(
      whole.length / Self.nearness, whole.width / Self.nearness, whole.height / Self.nearness)
    faces = Array(repeating: [], count: 6)
    let (low, high) = (space.lower, space.upper)
    faces[0].append(
      Face(place: 0, lower: (0, 0), upper: (whole.width, whole.height)))
    faces[1].append(
      Face(place: whole.length, lower: (0, 0), upper: (whole.width, whole.height)))
    faces[2].append(
      Face(place: 0, lower: (0, 0), upper: (whole.length, whole.height)))
    faces[3].append(
      Face(place: whole.width, lower: (0, 0), upper: (whole.length, whole.height)))
    faces[4].append(Face(place: 0, lower: (0, 0), upper: (whole.length, whole.width)))
    faces[5].append(
      Face(place: whole.height, lower: (0, 0), upper: (whole.length, whole.width)))
    for other in placed {
      let (from, to) = (other.cuboid.lower, other.cuboid.upper)
      let meetsLength = from.length < high.length && low.length < to.length
      let meetsWidth = from.width < high.width && low.width < to.width
      let meetsHeight = from.height < high.height && low.height < to.height
      if meetsWidth, meetsHeight {
        add(
          0, 1, low.length, high.length, from.length, to.length, reach.length,
          (from.width, from.height), (to.width, to.height))
      }
      if meetsLength, meetsHeight {
        add(
          2, 3, low.width, high.width, from.width, to.width, reach.width,
          (from.length, from.height), (to.length, to.height))
      }
      if meetsLength, meetsWidth {
        add(
          4, 5, low.height, high.height, from.height, to.height, reach.height,
          (from.length, from.width), (to.length, to.width))
      }
    }
  }

  private mutating func add(
    _ near: Int, _ far: Int, _ low: Int32, _ high: Int32, _ from: Int32, _ to: Int32,
    _ reach: Int32, _ lower: (Int32, Int32), _ upper: (Int32, Int32)
  ) {
    if to <= low, low - to <= reach {
      faces[near].append(Face(place: to, lower: lower, upper: upper))
    }
    if from >= high, from - high <= reach {
      faces[far].append(Face(place: from, lower: lower, upper: upper))
    }
  }

  /// The share of the surface of a cuboid that touches something.
  func contact(from low: CargoExtent, to high: CargoExtent) -> Double {
    let length = touching(
      0, low.length, high.length, reach.length, (low.width, low.height), (high.width, high.height))
    let width = touching(
      2, low.width, high.width, reach.width, (low.length, low.height), (high.length, high.height))
    let height = touching(
      4, low.height, high.height, reach.height, (low.length, low.width), (high.length, high.width))
    let (a, b, c) = (
      Double(high.length - low.length), Double(high.width - low.width),
      Double(high.height - low.height)
    )
    return min(1, Double(length + width + height) / (2 * (a * b + b * c + c * a)))
  }

  /// The area of both sides across one axis that touches something.
  private func touching(
    _ near: Int, _ low: Int32, _ high: Int32, _ reach: Int32, _ lower: (Int32, Int32),
    _ upper: (Int32, Int32)
  ) -> Int {
    var area = 0
    for face in faces[near] where low - face.place <= reach {
      area += Self.overlap(face, lower, upper)
    }
    for face in faces[near + 1] where face.place - high <= reach {
      area += Self.overlap(face, lower, upper)
    }
    return area
  }

  private static func overlap(
    _ face: Face, _ lower: (Int32, Int32), _ upper: (Int32, Int32)
  ) -> Int {
    let first = min(face.upper.0, upper.0) - max(face.lower.0, lower.0)
    let second = min(face.upper.1, upper.1) - max(face.lower.1, lower.1)
    return first > 0 && second > 0 ? Int(first) * Int(second) : 0
  }
}
