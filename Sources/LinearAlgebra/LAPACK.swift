#if canImport(Accelerate)
  private import Accelerate
#else
  private import CLAPACK
#endif

/// The four routines of LAPACK that the module uses; nothing else in the package sees C.
///
/// Every argument has been checked by the caller: shapes fit, numbers are finite, counts fit into
/// 32 bits. A result other than zero therefore has the numerical meaning that each routine states.
enum LAPACK {
  /// The largest number of rows or columns: LAPACK counts in 32 bits, elements of a matrix included.
  static let largestSize = Int(Int32.max)

  /// A QR factorization with column pivoting, in place; gives the permutation, counted from zero.
  static func pivotedQR(
    _ a: inout [Double], rows: Int, columns: Int, reflectors: inout [Double]
  ) -> [Int] {
    var pivots = [Int32](repeating: 0, count: columns)
    #if canImport(Accelerate)
      var (m, n, lead, info) = (Int32(rows), Int32(columns), Int32(max(1, rows)), Int32(0))
      var size = Int32(3 * columns + 1 + 32 * (columns + 1))
      var work = [Double](repeating: 0, count: Int(size))
      dgeqp3_(&m, &n, &a, &lead, &pivots, &reflectors, &work, &size, &info)
    #else
      _ = LAPACKE_dgeqp3(
        LAPACK_COL_MAJOR, Int32(rows), Int32(columns), &a, Int32(max(1, rows)), &pivots,
        &reflectors)
    #endif
    return pivots.map { Int($0) - 1 }
  }

  /// Multiplies a column vector by Qᵀ, or by Q, of a factorization in place.
  static func multiplyByQ(
    _ vector: inout [Double], transposed: Bool, a: [Double], rows: Int, reflectors: [Double]
  ) {
    let side = CChar(UInt8(ascii: "L"))
    let form = CChar(UInt8(ascii: transposed ? "T" : "N"))
    #if canImport(Accelerate)
      var (sideCode, formCode, a, reflectors) = (side, form, a, reflectors)
      var (m, n, k) = (Int32(rows), Int32(1), Int32(reflectors.count))
      var (lead, leadOfVector, info, size) = (Int32(rows), Int32(rows), Int32(0), Int32(64))
      var work = [Double](repeating: 0, count: Int(size))
      dormqr_(
        &sideCode, &formCode, &m, &n, &k, &a, &lead, &reflectors, &vector, &leadOfVector, &work,
        &size, &info)
    #else
      _ = LAPACKE_dormqr(
        LAPACK_COL_MAJOR, side, form, Int32(rows), 1, Int32(reflectors.count), a, Int32(rows),
        reflectors, &vector, Int32(rows))
    #endif
  }

  /// The lower Cholesky factor, in place; gives the order of the first leading minor that is not
  /// positive, or zero.
  static func cholesky(_ a: inout [Double], order: Int) -> Int {
    #if canImport(Accelerate)
      var (form, n, lead) = (CChar(UInt8(ascii: "L")), Int32(order), Int32(max(1, order)))
      var info = Int32(0)
      dpotrf_(&form, &n, &a, &lead, &info)
      return Int(info)
    #else
      return Int(
        LAPACKE_dpotrf(
          LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), Int32(order), &a, Int32(max(1, order))))
    #endif
  }

  /// The singular values and both sets of singular vectors; gives whether it converged.
  static func singularValues(
    _ a: inout [Double], rows: Int, columns: Int, values: inout [Double], left: inout [Double],
    right: inout [Double]
  ) -> Bool {
    let rank = min(rows, columns)
    let job = CChar(UInt8(ascii: "S"))
    #if canImport(Accelerate)
      var (jobCode, m, n) = (job, Int32(rows), Int32(columns))
      var (lead, leadOfLeft, leadOfRight) = (m, m, Int32(rank))
      var info = Int32(0)
      var size = Int32(4 * rank * rank + 7 * rank + max(rows, columns) + 64)
      var work = [Double](repeating: 0, count: Int(size))
      var integerWork = [Int32](repeating: 0, count: 8 * rank)
      dgesdd_(
        &jobCode, &m, &n, &a, &lead, &values, &left, &leadOfLeft, &right, &leadOfRight, &work,
        &size, &integerWork, &info)
      return info == 0
    #else
      return LAPACKE_dgesdd(
        LAPACK_COL_MAJOR, job, Int32(rows), Int32(columns), &a, Int32(rows), &values, &left,
        Int32(rows), &right, Int32(rank)) == 0
    #endif
  }
}
