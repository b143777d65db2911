#ifndef CGLPK_H
#define CGLPK_H

#include <stdint.h>

// The C side of GLPKSolver. No type of GLPK is visible here, and none of GLPK's functions is called
// outside this folder, because GLPK ends the process (abort) on any error that nobody recovers from,
// and because recovering means jumping over frames, which only C may do.
//
// Without the trait GLPK the functions are not compiled, and nobody imports this header.

typedef struct {
  double lower;
  double upper;
  double cost;
  int32_t integral;
  int32_t start;               // its place in the basis to begin from, as in the result
} cglpk_column;

typedef struct {
  double lower;
  double upper;
  int32_t start;               // same
} cglpk_row;

/// A linear program, asked for piece by piece, so that nobody has to hold a copy of it.
///
/// It may be asked on another thread, and again at the end of a run; never on two threads at once. It
/// belongs to whom it is given to, who releases it once, when there is nothing more to ask.
typedef struct {
  int32_t rows;
  int32_t columns;
  int32_t entries;
  int32_t maximize;
  int32_t mixed_integer;
  int32_t has_start;           // whether there is a basis to begin from
  double constant;
  const void *source;          // what the functions get; they count from zero
  cglpk_column (*column)(const void *source, int32_t column);
  cglpk_row (*row)(const void *source, int32_t row);
  // Writes the entries of a row to arrays that have room for all columns, which count from one here;
  // returns how many there are.
  int32_t (*row_entries)(
    const void *source, int32_t row, int32_t room, int32_t *columns, double *values);
  void (*release)(const void *source);
} cglpk_problem;

enum { CGLPK_SIMPLEX = 0, CGLPK_INTERIOR_POINT = 1 };
enum { CGLPK_PRIMAL = 0, CGLPK_DUAL_THEN_PRIMAL = 1, CGLPK_DUAL = 2 };

typedef struct {
  int32_t method;
  int32_t simplex_variant;
  int32_t presolve;
  int32_t scale;
  int32_t exact;               // verify the basis in exact arithmetic, and go on from there
  int32_t steepest_edge;
  int32_t ratio_test;          // 0 textbook, 1 Harris, 2 long step
  int32_t ranging;             // find the ranges of costs and right-hand sides, too
  int32_t iteration_limit;
  double seconds;              // negative: no limit
  double feasibility_tolerance;
  double optimality_tolerance;
  double pivot_tolerance;
  // Branch and cut.
  int32_t branching;           // 0 … 4, in GLPK's order
  int32_t backtracking;        // 0 … 3, in GLPK's order
  int32_t node_preprocessing;  // 0 none, 1 root, 2 all
  int32_t mixed_integer_presolve;
  int32_t feasibility_pump;
  int32_t proximity_search;
  int32_t simple_rounding;
  int32_t gomory_cuts;
  int32_t rounding_cuts;
  int32_t cover_cuts;
  int32_t clique_cuts;
  double integrality_tolerance;
  double objective_tolerance;
  double gap;
} cglpk_options;

typedef struct {
  int64_t iterations;          // of the simplex method
  int64_t nodes;               // of the search tree
  int32_t improved;            // whether the incumbent is new
  int32_t has_incumbent;
  int32_t has_bound;
  double incumbent;
  double bound;
  const double *point;         // the incumbent's, where it can be had; valid during the call alone
  int32_t point_count;
} cglpk_progress;

enum { CGLPK_CONTINUE = 0, CGLPK_STOP = 1, CGLPK_CANCEL = 2 };

/// Looks at the progress from time to time (about every ten milliseconds); its answer is one of
/// the values above.
typedef int32_t (*cglpk_watcher)(void *context, const cglpk_progress *progress);

enum {
  CGLPK_OPTIMAL = 0,
  CGLPK_INFEASIBLE = 1,
  CGLPK_UNBOUNDED = 2,
  CGLPK_INFEASIBLE_OR_UNBOUNDED = 3,
  CGLPK_TIME_LIMIT = 4,
  CGLPK_ITERATION_LIMIT = 5,
  CGLPK_STOPPED = 6,           // the watcher said so
  CGLPK_CANCELLED = 7,         // the watcher said so
  CGLPK_GAP_REACHED = 8,
  CGLPK_NUMERICAL = 9,
  CGLPK_ERROR = 10,            // GLPK gave up; its words are in the message
  CGLPK_LOST = 11              // an earlier error took the workspace with it
};

enum { CGLPK_BASIC = 0, CGLPK_AT_LOWER = 1, CGLPK_AT_UPPER = 2, CGLPK_FREE = 3, CGLPK_FIXED = 4 };

/// The answer. An array that there is nothing to put into is NULL.
typedef struct {
  int32_t status;
  int32_t has_point;
  int32_t has_duals;
  int32_t has_basis;
  int32_t has_ranging;
  int32_t has_bound;
  double objective;
  double bound;
  int64_t iterations;
  int64_t nodes;
  double *primal;              // [columns]
  double *activity;            // [rows]
  double *duals;               // [rows]
  double *reduced_costs;       // [columns]
  uint8_t *row_basis;          // [rows]
  uint8_t *column_basis;       // [columns]
  double *cost_ranges;         // [2 * columns]: lower and upper limit in turn
  double *side_ranges;         // [2 * rows]
  void *storage;               // of the arrays, where the C side made them
  char message[512];
} cglpk_result;

/// Frees the arrays that the C side made.
void cglpk_release(cglpk_result *result);

/// Builds, solves, copies out and frees, in one call; it makes the arrays of the result.
///
/// On the calling thread, unless that is inside of GLPK already, or the work has stretches in which
/// GLPK looks at nothing: then on a thread of its own, from which the caller walks away when the time
/// is up. That thread ends by itself as soon as GLPK comes up for air.
void cglpk_solve(
  cglpk_problem *problem, const cglpk_options *options, cglpk_watcher watcher,
  void *context, cglpk_result *result);

/// A problem that lives on between calls; it must stay on the thread that opened it.
typedef struct cglpk_workspace cglpk_workspace;

/// NULL where GLPK failed; the message then stands in the result.
cglpk_workspace *cglpk_workspace_open(
  cglpk_problem *problem, const cglpk_options *options, cglpk_result *result);

void cglpk_workspace_close(cglpk_workspace *workspace);

/// Solves the linear relaxation from the last basis, and writes to the arrays that are given.
void cglpk_workspace_solve(
  cglpk_workspace *workspace, const cglpk_options *options, cglpk_watcher watcher,
  void *context, cglpk_result *result);

/// The whole of the last solution, in arrays that it makes; the status is left as it is.
int32_t cglpk_workspace_read(cglpk_workspace *workspace, cglpk_result *result);

// Each of the following returns 0, or CGLPK_ERROR or CGLPK_LOST with a message in the result.

/// Appends columns; `starts` has `count` + 1 elements, `rows` count from zero.
int32_t cglpk_workspace_add_columns(
  cglpk_workspace *workspace, int32_t count, const double *lower, const double *upper,
  const double *costs, const int32_t *starts, const int32_t *rows, const double *values,
  cglpk_result *result);

/// The number of entries in all columns together.
int32_t cglpk_workspace_entries(const cglpk_workspace *workspace);

/// Removes columns, none of them basic, and hands out what was in them; `columns` count from zero.
/// `starts` has room for `count` + 1 elements, `rows` and `values` for all entries that there are.
int32_t cglpk_workspace_remove_columns(
  cglpk_workspace *workspace, int32_t count, const int32_t *columns, int32_t *starts,
  int32_t *rows, double *values, cglpk_result *result);

/// Appends rows; `starts` has `count` + 1 elements, `columns` count from zero.
int32_t cglpk_workspace_add_rows(
  cglpk_workspace *workspace, int32_t count, const double *lower, const double *upper,
  const int32_t *starts, const int32_t *columns, const double *values, cglpk_result *result);

int32_t cglpk_workspace_set_column_bounds(
  cglpk_workspace *workspace, int32_t column, double lower, double upper, cglpk_result *result);

int32_t cglpk_workspace_set_row_bounds(
  cglpk_workspace *workspace, int32_t row, double lower, double upper, cglpk_result *result);

int32_t cglpk_workspace_set_cost(
  cglpk_workspace *workspace, int32_t column, double cost, cglpk_result *result);

/// The version of the GLPK that is linked.
const char *cglpk_version(void);

/// Makes GLPK fail on purpose, for the tests of the recovery.
void cglpk_fail(cglpk_result *result);

#endif
