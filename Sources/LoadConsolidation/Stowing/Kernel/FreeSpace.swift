/// A cuboid in which nothing stands, as large as it can be; free spaces overlap.
struct FreeSpace: Hashable {
  /// The corner nearest to the origin.
  var lower: CargoExtent
  /// The corner opposite.
  var upper: CargoExtent
  /// The block that carries it, by its place in the order of stowing; -1 for the floor.
  var base: Int32

  var extent: CargoExtent {
    CargoExtent(
      upper.length - lower.length, upper.width - lower.width, upper.height - lower.height)
  }

  func overlaps(_ other: Self) -> Bool {
    lower.length < other.upper.length && other.lower.length < upper.length
      && lower.width < other.upper.width && other.lower.width < upper.width
      && lower.height < other.upper.height && other.lower.height < upper.height
  }

  func contains(_ other: Self) -> Bool {
    lower.fits(in: other.lower) && other.upper.fits(in: upper)
  }

  /// What is left of it around a cuboid that overlaps it: up to six spaces, again as large as can be.
  ///
  /// - Parameters:
  ///   - taken: The cuboid.
  ///   - top: What a space above has to stand on, its `base` being the block; `nil` for no matter.
  ///   - found: Where the spaces are added.
  func remainders(around taken: Self, top: Self?, into found: inout [Self]) {
    if lower.length < taken.lower.length {
      var part = self
      part.upper.length = taken.lower.length
      found.append(part)
    }
    if taken.upper.length < upper.length {
      var part = self
      part.lower.length = taken.upper.length
      found.append(part)
    }
    if lower.width < taken.lower.width {
      var part = self
      part.upper.width = taken.lower.width
      found.append(part)
    }
    if taken.upper.width < upper.width {
      var part = self
      part.lower.width = taken.upper.width
      found.append(part)
    }
    if taken.upper.height < upper.height {
      var part = self
      part.lower.height = taken.upper.height
      if let top {
        part.lower.length = max(lower.length, top.lower.length)
        part.lower.width = max(lower.width, top.lower.width)
        part.upper.length = min(upper.length, top.upper.length)
        part.upper.width = min(upper.width, top.upper.width)
        part.base = top.base
      }
      if part.lower.length < part.upper.length && part.lower.width < part.upper.width {
        found.append(part)
      }
    }
    if top == nil, lower.height < taken.lower.height {
      var part = self
      part.upper.height = taken.lower.height
      found.append(part)
    }
  }

  /// The spaces over two that stand on surfaces of the same height and meet: over both along one axis,
  /// where they lie side by side along the other.
  func joined(with other: Self, into found: inout [Self]) {
    guard lower.height == other.lower.height else { return }
    var part = self
    part.upper.height = min(upper.height, other.upper.height)
    let width = (max(lower.width, other.lower.width), min(upper.width, other.upper.width))
    let length = (max(lower.length, other.lower.length), min(upper.length, other.upper.length))
    if width.0 < width.1, length.0 <= length.1 {
      var row = part
      (row.lower.width, row.upper.width) = width
      row.lower.length = min(lower.length, other.lower.length)
      row.upper.length = max(upper.length, other.upper.length)
      found.append(row)
    }
    if length.0 < length.1, width.0 <= width.1 {
      var column = part
      (column.lower.length, column.upper.length) = length
      column.lower.width = min(lower.width, other.lower.width)
      column.upper.width = max(upper.width, other.upper.width)
      found.append(column)
    }
  }
}
