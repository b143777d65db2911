import Foundation
import SupplyChain

/// The reader under test; set by `Scripts/fuzz`.
private let reader: @Sendable (Data) throws -> Void = {
  let name = ProcessInfo.processInfo.environment["FUZZ_READER"] ?? ""
  guard let reader = readers[name] else {
    let names = readers.keys.sorted().joined(separator: ", ")
    FileHandle.standardError.write(Data("There is no reader \"\(name)\"; known: \(names)\n".utf8))
    exit(2)
  }
  return reader
}()

/// What libFuzzer calls with each input it thinks of.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  do {
    try reader(Data(UnsafeBufferPointer(start: bytes, count: count)))
  } catch is InvalidInput, is DecodingError {
    // The two ways to say no.
  } catch {
    FileHandle.standardError.write(Data("Unexpected error: \(error)\n".utf8))
    abort()
  }
  return 0
}
