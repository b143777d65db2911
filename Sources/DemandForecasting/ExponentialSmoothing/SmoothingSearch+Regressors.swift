extension SmoothingSearch {
  /// The most likely parameters of a form together with the effects of regressors on the series.
  ///
  /// The search was made for the series less first guesses of the effects; it finds what is to be added to
  /// them. Each column has one value for each observation.
  func estimate(
    _ form: SmoothingForm, regressors columns: [[Double]], withPrior: Bool,
    region: SmoothingRegion = .usual
  ) -> (estimate: Estimate, effects: [Double])? {
    if form.needsPositiveValues && !isPositive { return nil }
    let layout = SearchLayout(
      form: form, period: period, guess: guess(for: form.season), region: region)
    guard begin(form, layout, region), let byValue = kernel.valueGradient else { return nil }
    let size = layout.size
    // An effect moves in steps that change the series by about the size of its own steps.
    let units = columns.map { column in
      let mean = column.reduce(0) { $0 + $1 / Double(column.count) }
      let squares = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / Double(column.count) }
      return guess(for: form.season).unit / max(squares.squareRoot(), .leastNormalMagnitude)
    }
    let base = (0..<kernel.count).map { kernel.values[$0] }
    for index in columns.indices { optimizer.point[size + index] = 0 }
    func apply(_ point: UnsafePointer<Double>) -> Bool {
      for t in base.indices {
        var value = base[t]
        for (index, column) in columns.enumerated() {
          value -= units[index] * point[size + index] * column[t]
        }
        if form.needsPositiveValues && value <= 0 { return false }
        kernel.values[t] = value
      }
      return true
    }
    _ = optimizer.minimize(
      size: size + columns.count, tolerance: Self.tolerance, iterations: Self.iterationLimit
    ) { point, slope in
      guard apply(point) else { return .infinity }
      layout.read(point, into: parameters)
      guard isWithin(region, form) else { return .infinity }
      let value = kernel.deviance(of: form, at: parameters, gradient: gradient)
      guard value < .infinity else { return value }
      layout.pullBack(gradient, at: point, into: slope)
      for (index, column) in columns.enumerated() {
        var sum = 0.0
        for t in base.indices where !base[t].isNaN { sum -= byValue[t] * column[t] }
        slope[size + index] = units[index] * sum
      }
      return withPrior ? value + layout.penalty(at: point, addingTo: slope) : value
    }
    guard apply(optimizer.point) else { return nil }
    let effects = columns.indices.map { units[$0] * optimizer.point[size + $0] * scale }
    layout.read(optimizer.point, into: parameters)
    return evaluated(form).map { ($0, effects) }
  }
}
