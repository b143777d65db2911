#include "CPeakMemory.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// On Linux what the system tells of a child that has ended (ru_maxrss) is at least what its parent had,
// which is more than the programs that are compared here. So the child is stopped at its end, while
// its memory is still there, and asked.

#ifdef __linux__
#include <sys/ptrace.h>

static void let_parent_look(void) { ptrace(PTRACE_TRACEME, 0, NULL, NULL); }

// "VmHWM:     5568 kB"
static int64_t high_water(pid_t id) {
  char path[64], line[256];
  long kilobytes = -1;
  snprintf(path, sizeof path, "/proc/%d/status", (int)id);
  FILE *file = fopen(path, "r");
  while (file != NULL && fgets(line, sizeof line, file) != NULL) {
    if (sscanf(line, "VmHWM: %ld", &kilobytes) == 1) break;
  }
  if (file != NULL) fclose(file);
  return kilobytes < 0 ? -1 : 1024 * (int64_t)kilobytes;
}

static int64_t watch(pid_t id) {
  int64_t peak = -1;
  int status;
  while (waitpid(id, &status, 0) == id) {
    if (WIFEXITED(status)) return WEXITSTATUS(status) == 0 ? peak : -1;
    if (WIFSIGNALED(status)) return -1;
    int signal = WSTOPSIG(status);
    if (status >> 16 == PTRACE_EVENT_EXIT) peak = high_water(id);
    if (signal == SIGTRAP) {
      // It has only just begun, or is about to end.
      ptrace(PTRACE_SETOPTIONS, id, NULL, (void *)PTRACE_O_TRACEEXIT);
      signal = 0;
    }
    ptrace(PTRACE_CONT, id, NULL, (void *)(intptr_t)signal);
  }
  return -1;
}
#else
static void let_parent_look(void) {}

static int64_t watch(pid_t id) {
  struct rusage usage;
  int status;
  if (wait4(id, &status, 0, &usage) != id) return -1;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? (int64_t)usage.ru_maxrss : -1;
}
#endif

int64_t peak_memory_of(char *const arguments[]) {
  pid_t id = fork();
  if (id == 0) {
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    let_parent_look();
    execvp(arguments[0], arguments);
    _exit(127);
  }
  return id < 0 ? -1 : watch(id);
}
