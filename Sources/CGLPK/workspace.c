#include "CGLPKPrivate.h"

#if GLPK

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Problems that live on between calls.

struct cglpk_workspace {
  glp_prob *problem;
  uint64_t generation;
  int *indices;              // scratch, counted from one
  double *values;
  int32_t capacity;
};

cglpk_workspace *cglpk_workspace_open(
  cglpk_problem *problem, const cglpk_options *options, cglpk_result *result
) {
  guard g;
  cglpk_prepare(&g, options, NULL, NULL);
  cglpk_clear(result);
  cglpk_workspace *workspace = calloc(1, sizeof *workspace);
  if (workspace == NULL || (cglpk_environment.current != NULL)) {
    free(workspace);
    cglpk_release_problem(problem);
    result->status = CGLPK_ERROR;
    snprintf(
      result->message, sizeof result->message,
      workspace == NULL
        ? "out of memory" : "a workspace cannot be opened while another solve reports progress");
    return NULL;
  }
  cglpk_enter(&g);
  int jump = setjmp(g.jump);
  if (jump != 0) {
    cglpk_copy_abandoned(&g, jump, result);
    cglpk_leave_and_discard(&g);
    cglpk_release_problem(problem);
    free(workspace);
    return NULL;
  }
  workspace->problem = cglpk_build(problem);
  cglpk_release_problem(problem);
  workspace->generation = cglpk_environment.generation;
  if (options->scale) glp_scale_prob(workspace->problem, GLP_SF_AUTO);
  glp_adv_basis(workspace->problem, 0);
  cglpk_environment.current = g.outer;  // the environment stays in use until the workspace is closed
  return workspace;
}

void cglpk_workspace_close(cglpk_workspace *workspace) {
  // Where the environment is gone, so is the problem.
  if (workspace->generation == cglpk_environment.generation) {
    guard g;
    memset(&g, 0, sizeof g);
    g.deadline = -1;
    cglpk_enter(&g);
    if (setjmp(g.jump) == 0) {
      glp_delete_prob(workspace->problem);
      cglpk_leave(&g);
    } else {
      cglpk_leave_and_discard(&g);
    }
    if (--cglpk_environment.users == 0) glp_free_env();
  }
  free(workspace->indices);
  free(workspace->values);
  free(workspace);
}

static int is_lost(const cglpk_workspace *workspace, cglpk_result *result) {
  if (workspace->generation == cglpk_environment.generation) return 0;
  result->status = CGLPK_LOST;
  snprintf(
    result->message, sizeof result->message,
    "the workspace was lost to an error or a cancellation before");
  return 1;
}

// The users of a thread whose environment an error took away are gone with it.
static void discard_workspaces(guard *g) {
  cglpk_leave_and_discard(g);
  cglpk_environment.users = 0;
}

void cglpk_workspace_solve(
  cglpk_workspace *workspace, const cglpk_options *options, cglpk_watcher watcher,
  void *context, cglpk_result *result
) {
  cglpk_clear(result);
  if (is_lost(workspace, result)) return;
  guard g;
  cglpk_prepare(&g, options, watcher, context);
  cglpk_enter(&g);
  int jump = setjmp(g.jump);
  if (jump != 0) {
    cglpk_copy_abandoned(&g, jump, result);
    discard_workspaces(&g);
    return;
  }
  cglpk_solve_simplex(workspace->problem, options, &g, result, START_WARM);
  cglpk_leave(&g);
}

int32_t cglpk_workspace_read(cglpk_workspace *workspace, cglpk_result *result) {
  if (is_lost(workspace, result)) return CGLPK_LOST;
  int optimal = result->status == CGLPK_OPTIMAL;
  if (!cglpk_allocate(workspace->problem, 0, result)) return CGLPK_ERROR;
  cglpk_copy_basic(workspace->problem, result, result->has_point, optimal);
  return 0;
}

// Runs one change of the problem; `g` must have been entered by the macro's user.
#define CHANGE(workspace, result, statements)                                                    \
  cglpk_clear(result);                                                                                 \
  if (is_lost(workspace, result)) return CGLPK_LOST;                                             \
  guard g;                                                                                       \
  memset(&g, 0, sizeof g);                                                                       \
  g.deadline = -1;                                                                               \
  cglpk_enter(&g);                                                                                     \
  int jump = setjmp(g.jump);                                                                     \
  if (jump != 0) {                                                                               \
    cglpk_copy_abandoned(&g, jump, result);                                                            \
    discard_workspaces(&g);                                                                      \
    return CGLPK_ERROR;                                                                          \
  }                                                                                              \
  glp_prob *P = workspace->problem;                                                              \
  statements;                                                                                    \
  cglpk_leave(&g);                                                                                     \
  return 0

static int reserve(cglpk_workspace *workspace, int32_t capacity) {
  if (capacity < workspace->capacity) return 1;
  size_t count = 2 * (size_t)capacity + 16;
  int *indices = realloc(workspace->indices, count * sizeof *indices);
  if (indices != NULL) workspace->indices = indices;
  double *values = realloc(workspace->values, count * sizeof *values);
  if (values != NULL) workspace->values = values;
  if (indices == NULL || values == NULL) return 0;
  workspace->capacity = capacity;
  return 1;
}

// Copies one vector into the scratch arrays, which GLPK wants counted from one.
static int take(
  cglpk_workspace *workspace, int32_t start, int32_t end, const int32_t *indices,
  const double *values
) {
  int32_t length = end - start;
  if (!reserve(workspace, length)) glp_error("out of memory\n");
  for (int32_t k = 0; k < length; k++) {
    workspace->indices[k + 1] = indices[start + k] + 1;
    workspace->values[k + 1] = values[start + k];
  }
  return length;
}

int32_t cglpk_workspace_add_columns(
  cglpk_workspace *workspace, int32_t count, const double *lower, const double *upper,
  const double *costs, const int32_t *starts, const int32_t *rows, const double *values,
  cglpk_result *result
) {
  CHANGE(workspace, result, {
    int first = glp_add_cols(P, count);
    for (int32_t k = 0; k < count; k++) {
      int j = first + k;
      glp_set_col_bnds(P, j, cglpk_bound_type(lower[k], upper[k]), lower[k], upper[k]);
      glp_set_obj_coef(P, j, costs[k]);
      int length = take(workspace, starts[k], starts[k + 1], rows, values);
      glp_set_mat_col(P, j, length, workspace->indices, workspace->values);
    }
  });
}

int32_t cglpk_workspace_entries(const cglpk_workspace *workspace) {
  // Where the environment is gone, so is the problem.
  if (workspace->generation != cglpk_environment.generation) return 0;
  return glp_get_num_nz(workspace->problem);
}

int32_t cglpk_workspace_remove_columns(
  cglpk_workspace *workspace, int32_t count, const int32_t *columns, int32_t *starts,
  int32_t *rows, double *values, cglpk_result *result
) {
  CHANGE(workspace, result, {
    int most = glp_get_num_rows(P) > count ? glp_get_num_rows(P) : count;
    if (!reserve(workspace, most)) glp_error("out of memory\n");
    int *indices = workspace->indices;
    starts[0] = 0;
    for (int32_t k = 0; k < count; k++) {
      int length = glp_get_mat_col(P, columns[k] + 1, indices, workspace->values);
      for (int i = 0; i < length; i++) {
        rows[starts[k] + i] = indices[i + 1] - 1;
        values[starts[k] + i] = workspace->values[i + 1];
      }
      starts[k + 1] = starts[k] + length;
    }
    for (int32_t k = 0; k < count; k++) indices[k + 1] = columns[k] + 1;
    glp_del_cols(P, count, indices);
  });
}

int32_t cglpk_workspace_add_rows(
  cglpk_workspace *workspace, int32_t count, const double *lower, const double *upper,
  const int32_t *starts, const int32_t *columns, const double *values, cglpk_result *result
) {
  CHANGE(workspace, result, {
    int first = glp_add_rows(P, count);
    for (int32_t k = 0; k < count; k++) {
      int i = first + k;
      glp_set_row_bnds(P, i, cglpk_bound_type(lower[k], upper[k]), lower[k], upper[k]);
      int length = take(workspace, starts[k], starts[k + 1], columns, values);
      glp_set_mat_row(P, i, length, workspace->indices, workspace->values);
    }
  });
}

int32_t cglpk_workspace_set_column_bounds(
  cglpk_workspace *workspace, int32_t column, double lower, double upper, cglpk_result *result
) {
  CHANGE(workspace, result, {
    glp_set_col_bnds(P, column + 1, cglpk_bound_type(lower, upper), lower, upper);
  });
}

int32_t cglpk_workspace_set_row_bounds(
  cglpk_workspace *workspace, int32_t row, double lower, double upper, cglpk_result *result
) {
  CHANGE(workspace, result, {
    glp_set_row_bnds(P, row + 1, cglpk_bound_type(lower, upper), lower, upper);
  });
}

int32_t cglpk_workspace_set_cost(
  cglpk_workspace *workspace, int32_t column, double cost, cglpk_result *result
) {
  CHANGE(workspace, result, { glp_set_obj_coef(P, column + 1, cost); });
}

#endif
