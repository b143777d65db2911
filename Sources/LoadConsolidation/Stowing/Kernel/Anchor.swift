/// The corner of a free space into which a block is put: at the far end along an axis, or at the
/// near one.
struct Anchor {
  var isFarLength: Bool
  var isFarWidth: Bool
  var isFarHeight: Bool

  /// Which corners come into question.
  struct Choice {
    /// Only lower corners: a piece has to rest on something.
    var isBelow: Bool
    /// Only corners towards the front wall.
    var isFront: Bool
  }

  /// The corner of a space that is nearest to the same corner of the whole, by the sum of the
  /// distances along the axes.
  static func nearest(
    of space: FreeSpace, in whole: CargoExtent, _ choice: Choice
  ) -> (anchor: Self, distance: Int32) {
    let farLength = choice.isFront ? .max : whole.length - space.upper.length
    let farWidth = whole.width - space.upper.width
    let farHeight = choice.isBelow ? .max : whole.height - space.upper.height
    let anchor = Self(
      isFarLength: farLength < space.lower.length, isFarWidth: farWidth < space.lower.width,
      isFarHeight: farHeight < space.lower.height)
    return (
      anchor,
      min(farLength, space.lower.length) + min(farWidth, space.lower.width)
        + min(farHeight, space.lower.height)
    )
  }

  /// Where the lower corner of a block comes to lie.
  func corner(of block: CargoExtent, in space: FreeSpace) -> CargoExtent {
    CargoExtent(
      isFarLength ? space.upper.length - block.length : space.lower.length,
      isFarWidth ? space.upper.width - block.width : space.lower.width,
      isFarHeight ? space.upper.height - block.height : space.lower.height)
  }
}
