/// Integrates the loss function of a distribution from `lower` to where nothing is left of it.
///
/// Adaptive Simpson over a chain of growing steps, so that it needs to know neither the scale of the
/// distribution's tail nor where its support ends.
func integratedLoss(from lower: Double, of distribution: some Distribution) -> Double {
  guard lower.isFinite else { return lower < 0 ? .infinity : lower.isNaN ? .nan : 0 }
  let deviation = distribution.standardDeviation
  guard deviation.isFinite else { return deviation }
  let scale = deviation > 0 ? deviation : max(distribution.mean.magnitude, 1)
  var total = 0.0
  var start = lower
  // Below the mean less many deviations the loss is a straight line; the steps skip over it.
  let bulk = distribution.mean - 8 * scale
  if start < bulk {
    let height = distribution.loss(at: start) + distribution.loss(at: bulk)
    total += height / 2 * (bulk - start)
    start = bulk
  }
  var width = scale / 2
  for _ in 0..<64 {
    let piece = simpson(from: start, to: start + width, of: distribution)
    total += piece
    start += width
    if piece <= total * 1e-17 { break }
    if start > distribution.mean + 8 * scale { width *= 2 }
  }
  return total
}

private struct Panel {
  var lower, upper, left, middle, right, estimate: Double
  var depth: Int
}

private func simpson(
  from lower: Double, to upper: Double, of distribution: some Distribution
) -> Double {
  let left = distribution.loss(at: lower)
  let right = distribution.loss(at: upper)
  let middle = distribution.loss(at: (lower + upper) / 2)
  let whole = (upper - lower) / 6 * (left + 4 * middle + right)
  var panels = [
    Panel(
      lower: lower, upper: upper, left: left, middle: middle, right: right, estimate: whole,
      depth: 12)
  ]
  var total = 0.0
  while let panel = panels.popLast() {
    let centre = (panel.lower + panel.upper) / 2
    let leftMiddle = distribution.loss(at: (panel.lower + centre) / 2)
    let rightMiddle = distribution.loss(at: (centre + panel.upper) / 2)
    let sixth = (panel.upper - panel.lower) / 12
    let leftEstimate = sixth * (panel.left + 4 * leftMiddle + panel.middle)
    let rightEstimate = sixth * (panel.middle + 4 * rightMiddle + panel.right)
    let error = leftEstimate + rightEstimate - panel.estimate
    if panel.depth == 0 || error.magnitude <= 1e-11 * panel.estimate.magnitude {
      // Richardson's step removes the leading error term.
      total += leftEstimate + rightEstimate + error / 15
      continue
    }
    panels.append(
      Panel(
        lower: panel.lower, upper: centre, left: panel.left, middle: leftMiddle,
        right: panel.middle, estimate: leftEstimate, depth: panel.depth - 1))
    panels.append(
      Panel(
        lower: centre, upper: panel.upper, left: panel.middle, middle: rightMiddle,
        right: panel.right, estimate: rightEstimate, depth: panel.depth - 1))
  }
  return total
}
