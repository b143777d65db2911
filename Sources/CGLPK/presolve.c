#include "CGLPKPrivate.h"

#if GLPK

#include <limits.h>

// The simplex method on a program that GLPK has simplified.
//
// glp_simplex has a presolver of its own, with these very steps, but keeps the original problem beside
// the simplified one all the time, and has nothing to show for a run that ends at a limit. Here the
// original goes while the other is solved and is built again afterwards, and a feasible point is carried
// back from wherever the run has come to.

// What can be wrong with a point that was carried back; it is far less unless something went amiss.
static const double TOLERANCE = 1e-6;

// What the way back may take where the time is up.
enum { WAY_BACK_MS = 20 };

static glp_prob *simplify(const cglpk_problem *p, glp_prep *preprocessor, cglpk_result *r) {
  glp_prob *P = cglpk_build(p);
  glp_npp_load_prob(preprocessor, P, GLP_SOL, GLP_OFF);
  glp_delete_prob(P);
  switch (glp_npp_preprocess1(preprocessor, GLP_OFF)) {
    case 0: break;
    case GLP_ENOPFS: r->status = CGLPK_INFEASIBLE; return NULL;
    default: r->status = CGLPK_INFEASIBLE_OR_UNBOUNDED; return NULL;
  }
  glp_prob *Q = glp_create_prob();
  glp_npp_build_prob(preprocessor, Q);
  return Q;
}

// Makes a feasible basis an optimal one, since no other can be carried back: by taking the costs away.
static int settle(glp_prob *Q, glp_smcp *parameters) {
  for (int j = 0; j <= glp_get_num_cols(Q); j++) glp_set_obj_coef(Q, j, 0);
  parameters->meth = GLP_PRIMAL;
  parameters->it_lim = INT_MAX;
  parameters->tm_lim = WAY_BACK_MS;
  return glp_simplex(Q, parameters) == 0 && glp_get_status(Q) == GLP_OPT;
}

static int is_feasible(glp_prob *P) {
  double worst = 0, relative = 0;
  int at = 0;
  for (int condition = GLP_KKT_PE; condition <= GLP_KKT_PB; condition++) {
    glp_check_kkt(P, GLP_SOL, condition, &worst, &at, &relative, &at);
    if (!(relative <= TOLERANCE)) return 0;
  }
  return 1;
}

static void copy_optimum(
  glp_prob *P, const cglpk_options *o, glp_smcp *parameters, guard *g, cglpk_result *r
) {
  parameters->tm_lim = cglpk_remaining_ms(g);
  if (o->exact) r->status = cglpk_run_exact(P, r->status, parameters, g);
  r->iterations += glp_get_it_cnt(P);
  cglpk_bound_of_run(P, r);
  int optimal = r->status == CGLPK_OPTIMAL;
  if (!cglpk_allocate(P, o->ranging && optimal, r)) return;
  cglpk_copy_basic(P, r, optimal || glp_get_prim_stat(P) == GLP_FEAS, optimal);
  if (o->ranging && optimal) cglpk_copy_ranging(P, g, r);
}

// What a run that ended at a limit has to show; `is_settled`: its point has been carried back.
static void copy_cut_short(glp_prob *P, int is_settled, cglpk_result *r) {
  cglpk_bound_by_costs(P, r);
  if (!is_settled || !is_feasible(P)) {
    cglpk_find_point(P, 0, r);
  } else if (cglpk_allocate(P, 0, r)) {
    cglpk_copy_basic(P, r, 1, 0);
  }
}

// The way back takes about as long as the way here; the time left is less by that.
static void leave_time(glp_smcp *parameters, const guard *g) {
  int left_ms = parameters->tm_lim, way_ms = (int)(1000 * (cglpk_now() - g->began));
  if (left_ms == INT_MAX) return;
  parameters->tm_lim = left_ms > 2 * way_ms ? left_ms - way_ms : left_ms / 2 + 1;
}

static void solve_simplified(
  const cglpk_problem *p, glp_prep *preprocessor, glp_prob *Q, const cglpk_options *o, guard *g,
  cglpk_result *r
) {
  glp_smcp parameters;
  cglpk_simplex_parameters(o, g, &parameters);
  leave_time(&parameters, g);
  if (o->scale) glp_scale_prob(Q, GLP_SF_AUTO);
  glp_adv_basis(Q, 0);
  r->status = cglpk_run_simplex(Q, &parameters, g);
  g->interruptible = 0;
  r->iterations = glp_get_it_cnt(Q);
  int optimal = r->status == CGLPK_OPTIMAL, settled = optimal, cut_short = cglpk_is_cut_short(r);
  if (cut_short) {
    cglpk_bound_of_run(Q, r);
    cglpk_keep_for_failure(g, r);
    settled = glp_get_prim_stat(Q) == GLP_FEAS && settle(Q, &parameters);
  }
  if (settled) glp_npp_postprocess(preprocessor, Q);
  glp_delete_prob(Q);
  if (!optimal && !cut_short) return;
  glp_prob *P = cglpk_build(p);
  if (settled) glp_npp_obtain_sol(preprocessor, P);
  if (optimal) copy_optimum(P, o, &parameters, g, r); else copy_cut_short(P, settled, r);
  glp_delete_prob(P);
}

void cglpk_solve_presolved(
  const cglpk_problem *p, const cglpk_options *o, guard *g, cglpk_result *r
) {
  g->interruptible = 1;
  glp_prep *preprocessor = glp_npp_alloc_wksp();
  glp_prob *Q = simplify(p, preprocessor, r);
  if (Q != NULL) solve_simplified(p, preprocessor, Q, o, g, r);
  glp_npp_free_wksp(preprocessor);
}

#endif
