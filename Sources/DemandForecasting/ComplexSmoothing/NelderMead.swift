/// Minimises a function of a few variables without its gradient.
///
/// Nelder and Mead 1965, <https://doi.org/10.1093/comjnl/7.4.308>. For two to four unknowns, where
/// a gradient would be longer than the function.
struct NelderMead {
  /// The search ends when the values at the corners differ by less.
  var tolerance = 1e-4
  /// The most evaluations.
  var evaluations = 200

  /// The best point found and its value; infinity keeps the search out of a region.
  func minimize(
    from start: [Double], steps: [Double], _ function: ([Double]) -> Double
  ) -> (point: [Double], value: Double) {
    var corners = [(point: start, value: function(start))]
    for index in start.indices {
      var point = start
      point[index] += steps[index]
      corners.append((point, function(point)))
    }
    var count = corners.count
    let last = start.count
    while count < evaluations {
      corners.sort { $0.value < $1.value }
      if corners[last].value - corners[0].value < tolerance { break }
      let centre = start.indices.map { index in
        corners[..<last].reduce(0) { $0 + $1.point[index] } / Double(last)
      }
      func along(_ factor: Double) -> (point: [Double], value: Double) {
        let point = zip(centre, corners[last].point).map { $0 + factor * ($1 - $0) }
        count += 1
        return (point, function(point))
      }
      let mirrored = along(-1)
      if mirrored.value < corners[0].value {
        let further = along(-2)
        corners[last] = further.value < mirrored.value ? further : mirrored
      } else if mirrored.value < corners[last - 1].value {
        corners[last] = mirrored
      } else {
        let nearer = along(mirrored.value < corners[last].value ? -0.5 : 0.5)
        if nearer.value < min(mirrored.value, corners[last].value) {
          corners[last] = nearer
        } else {
          for corner in 1...last {
            let point = zip(corners[0].point, corners[corner].point).map { ($0 + $1) / 2 }
            corners[corner] = (point, function(point))
          }
          count += last
        }
      }
    }
    let best = corners.min { $0.value < $1.value } ?? corners[0]
    return (best.point, best.value)
  }
}
