import CPeakMemory
import Foundation

/// Another program, run to its end, whose output is thrown away.
///
/// Foundation's `Process` tells neither the time nor the memory that a program has taken.
struct ChildProcess {
  private let id: pid_t

  /// Starts a program.
  ///
  /// - Parameter arguments: Its name, looked for on the path, and what it is given.
  private init?(_ arguments: [String]) {
    let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    var words = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for word in words + variables { free(word) } }
    #if os(Linux)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var id = pid_t()
    guard posix_spawnp(&id, arguments[0], &actions, nil, &words, &variables) == 0 else {
      return nil
    }
    self.id = id
  }

  /// The processor time that a program takes, in seconds; `nil` where it is not there or fails.
  static func seconds(of arguments: [String]) -> Double? {
    guard let child = ChildProcess(arguments) else { return nil }
    var (status, usage): (Int32, rusage) = (0, rusage())
    wait4(child.id, &status, 0, &usage)
    return status == 0 ? usage.seconds : nil
  }

  /// The processor time that this program has taken so far, in seconds.
  static var ownSeconds: Double {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    return usage.seconds
  }

  /// The most memory that a program has resident at once, in megabytes; `nil` where it is not there or
  /// fails, or where nobody may look.
  static func peakMemory(of arguments: [String]) -> Double? {
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let bytes = peak_memory_of(&words)
    return bytes < 0 ? nil : Double(bytes) / 1e6
  }
}

extension rusage {
  /// The processor time, in seconds.
  fileprivate var seconds: Double {
    Double(ru_utime.tv_sec + ru_stime.tv_sec) + 1e-6 * Double(ru_utime.tv_usec + ru_stime.tv_usec)
  }
}
