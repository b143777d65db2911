#include "CGLPKPrivate.h"

#if GLPK

#include <stdio.h>
#include <stdlib.h>

// What the caller gets.

static uint8_t basis_code(int status) {
  switch (status) {
    case GLP_BS: return CGLPK_BASIC;
    case GLP_NL: return CGLPK_AT_LOWER;
    case GLP_NU: return CGLPK_AT_UPPER;
    case GLP_NF: return CGLPK_FREE;
    default: return CGLPK_FIXED;
  }
}

// Makes the arrays, as late as can be: while GLPK is at work it needs the memory itself. Returns
// whether they could be had.
int cglpk_allocate(glp_prob *P, int ranging, cglpk_result *r) {
  size_t m = (size_t)glp_get_num_rows(P), n = (size_t)glp_get_num_cols(P);
  size_t numbers = (ranging ? 4 : 2) * (m + n);
  double *next = malloc(numbers * sizeof(double) + m + n + 1);
  if (next == NULL) {
    r->status = CGLPK_ERROR;
    snprintf(r->message, sizeof r->message, "out of memory");
    return 0;
  }
  r->storage = next;
  r->primal = next; next += n;
  r->reduced_costs = next; next += n;
  r->activity = next; next += m;
  r->duals = next; next += m;
  if (ranging) {
    r->cost_ranges = next; next += 2 * n;
    r->side_ranges = next; next += 2 * m;
  }
  r->column_basis = (uint8_t *)next;
  r->row_basis = (uint8_t *)next + n;
  return 1;
}

// Hands over a point without anything else; the caller computes what it makes of the constraints.
void cglpk_give_point(double *point, double objective, cglpk_result *r) {
  if (point == NULL) return;
  r->has_point = 1;
  r->objective = objective;
  r->storage = r->primal = point;
}

void cglpk_release(cglpk_result *r) {
  if (r->storage == NULL) return;
  free(r->storage);
  r->storage = NULL;
  r->primal = r->reduced_costs = r->activity = r->duals = NULL;
  r->cost_ranges = r->side_ranges = NULL;
  r->column_basis = r->row_basis = NULL;
}

void cglpk_copy_basic(glp_prob *P, cglpk_result *r, int point, int duals) {
  int m = glp_get_num_rows(P), n = glp_get_num_cols(P);
  if (point) {
    r->has_point = 1;
    r->objective = glp_get_obj_val(P);
    for (int j = 0; r->primal != NULL && j < n; j++) r->primal[j] = glp_get_col_prim(P, j + 1);
    for (int i = 0; r->activity != NULL && i < m; i++) {
      r->activity[i] = glp_get_row_prim(P, i + 1);
    }
  }
  r->has_duals = r->has_basis = duals;
  if (!duals) return;
  for (int i = 0; i < m; i++) {
    if (r->duals != NULL) r->duals[i] = glp_get_row_dual(P, i + 1);
    if (r->row_basis != NULL) r->row_basis[i] = basis_code(glp_get_row_stat(P, i + 1));
  }
  for (int j = 0; j < n; j++) {
    if (r->reduced_costs != NULL) r->reduced_costs[j] = glp_get_col_dual(P, j + 1);
    if (r->column_basis != NULL) r->column_basis[j] = basis_code(glp_get_col_stat(P, j + 1));
  }
}

#endif
