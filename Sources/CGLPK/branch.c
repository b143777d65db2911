#include "CGLPKPrivate.h"

#if GLPK

#include <float.h>
#include <math.h>
#include <stdlib.h>

// Branch and cut.

// The point of a simplified program, carried back; NULL while cuts stand in it, which are in the way.
static glp_prob *carried_back(glp_prob *Q, guard *g) {
  if (g->preprocessor == NULL) return Q;
  if (glp_get_num_rows(Q) != g->simplified_rows) return NULL;
  glp_npp_postprocess(g->preprocessor, Q);
  glp_npp_obtain_sol(g->preprocessor, g->original);
  return g->original;
}

// Takes note of a better point; GLPK announces those of its nodes, but not those of its heuristics.
static void take_incumbent(glp_prob *Q, guard *g) {
  double objective = glp_mip_obj_val(Q);
  if (glp_mip_status(Q) != GLP_FEAS) return;
  if (g->progress.has_incumbent && g->progress.incumbent == objective) return;
  g->progress.improved = 1;
  g->progress.has_incumbent = 1;
  g->progress.incumbent = objective;
  g->progress.point = NULL;
  glp_prob *P = carried_back(Q, g);
  if (P == NULL) return;
  int n = glp_get_num_cols(P);
  if (g->incumbent == NULL) g->incumbent = malloc((size_t)n * sizeof(double) + 1);
  if (g->incumbent == NULL) return;
  for (int j = 0; j < n; j++) g->incumbent[j] = glp_mip_col_val(P, j + 1);
  g->incumbent_objective = objective;
  g->progress.point = g->incumbent;
  g->progress.point_count = n;
}

static void on_node(glp_tree *tree, void *info) {
  guard *g = info;
  glp_prob *P = glp_ios_get_prob(tree);
  int active = 0, total = 0;
  glp_ios_tree_size(tree, &active, NULL, &total);
  g->progress.nodes = total;
  take_incumbent(P, g);
  int best = glp_ios_best_node(tree);
  if (best != 0) {
    double bound = glp_ios_node_bound(tree, best);
    if (fabs(bound) < DBL_MAX) {
      g->progress.has_bound = 1;
      g->progress.bound = bound;
    }
  }
  if (cglpk_should_stop(g, 0)) {
    // The tree ends by itself now, in good order; what it prints on the way must not end it sooner.
    g->interruptible = 0;
    glp_ios_terminate(tree);
  }
}

static void branch_parameters(const cglpk_options *o, guard *g, glp_iocp *parameters) {
  static const int branching[] = {GLP_BR_FFV, GLP_BR_LFV, GLP_BR_MFV, GLP_BR_DTH, GLP_BR_PCH};
  static const int backtracking[] = {GLP_BT_DFS, GLP_BT_BFS, GLP_BT_BLB, GLP_BT_BPH};
  static const int preprocessing[] = {GLP_PP_NONE, GLP_PP_ROOT, GLP_PP_ALL};
  glp_init_iocp(parameters);
  parameters->msg_lev = GLP_MSG_ALL;
  parameters->out_frq = OUTPUT_INTERVAL_MS;
  parameters->out_dly = 0;
  parameters->br_tech = branching[o->branching];
  parameters->bt_tech = backtracking[o->backtracking];
  parameters->pp_tech = preprocessing[o->node_preprocessing];
  parameters->tol_int = o->integrality_tolerance;
  parameters->tol_obj = o->objective_tolerance;
  parameters->mip_gap = o->gap;
  parameters->tm_lim = cglpk_remaining_ms(g);
  parameters->cb_func = on_node;
  parameters->cb_info = g;
  parameters->gmi_cuts = o->gomory_cuts ? GLP_ON : GLP_OFF;
  parameters->mir_cuts = o->rounding_cuts ? GLP_ON : GLP_OFF;
  parameters->cov_cuts = o->cover_cuts ? GLP_ON : GLP_OFF;
  parameters->clq_cuts = o->clique_cuts ? GLP_ON : GLP_OFF;
  parameters->fp_heur = o->feasibility_pump ? GLP_ON : GLP_OFF;
  parameters->sr_heur = o->simple_rounding ? GLP_ON : GLP_OFF;
  parameters->ps_heur = o->proximity_search ? GLP_ON : GLP_OFF;
  // The heuristic looks at no other clock.
  int left = cglpk_remaining_ms(g);
  parameters->ps_tm_lim = left < 60000 ? left : 60000;
}

// The relaxation is solved here and not by glp_intopt, which would look at no clock.
static int solve_relaxation(glp_prob *Q, const cglpk_options *o, guard *g) {
  glp_smcp parameters;
  cglpk_simplex_parameters(o, g, &parameters);
  if (o->scale) glp_scale_prob(Q, GLP_SF_AUTO);
  glp_adv_basis(Q, 0);
  g->interruptible = 1;
  int status = cglpk_run_simplex(Q, &parameters, g);
  g->interruptible = 0;
  return status;
}

static void solve_tree(glp_prob *Q, const cglpk_options *o, guard *g, cglpk_result *r) {
  r->status = solve_relaxation(Q, o, g);
  r->iterations = glp_get_it_cnt(Q);
  if (r->status == CGLPK_UNBOUNDED) r->status = CGLPK_INFEASIBLE_OR_UNBOUNDED;
  cglpk_bound_of_run(Q, r);
  g->progress.iterations = r->iterations;
  g->progress.has_bound = r->has_bound;
  g->progress.bound = r->bound;
  if (r->status != CGLPK_OPTIMAL) return;
  glp_iocp parameters;
  branch_parameters(o, g, &parameters);
  g->interruptible = 1;
  int code = glp_intopt(Q, &parameters);
  g->interruptible = 0;
  r->iterations = glp_get_it_cnt(Q);
  switch (code) {
    case 0:
      r->status = glp_mip_status(Q) == GLP_OPT ? CGLPK_OPTIMAL : CGLPK_INFEASIBLE;
      break;
    case GLP_EMIPGAP: r->status = CGLPK_GAP_REACHED; break;
    case GLP_ETMLIM: r->status = CGLPK_TIME_LIMIT; break;
    case GLP_ESTOP: r->status = g->stop == 0 ? CGLPK_STOPPED : g->stop; break;
    default: r->status = CGLPK_NUMERICAL; break;
  }
}

static void copy_integer(glp_prob *P, const guard *g, cglpk_result *r) {
  int status = glp_mip_status(P);
  if (status == GLP_OPT || status == GLP_FEAS) {
    int m = glp_get_num_rows(P), n = glp_get_num_cols(P);
    if (!cglpk_allocate(P, 0, r)) return;
    r->has_point = 1;
    r->objective = glp_mip_obj_val(P);
    for (int j = 0; j < n; j++) r->primal[j] = glp_mip_col_val(P, j + 1);
    for (int i = 0; i < m; i++) r->activity[i] = glp_mip_row_val(P, i + 1);
  }
  if (r->status == CGLPK_INFEASIBLE) r->has_bound = 0;
  if (!r->has_bound) return;
  r->bound = g->progress.bound;
  if (r->has_point) {
    // At the end no node is left; the incumbent is its own bound, and never beats it before.
    int beyond = g->maximize ? r->bound < r->objective : r->bound > r->objective;
    if (r->status == CGLPK_OPTIMAL || beyond) r->bound = r->objective;
  }
}

static void solve_simplified(glp_prob *P, const cglpk_options *o, guard *g, cglpk_result *r) {
  glp_prep *preprocessor = glp_npp_alloc_wksp();
  glp_npp_load_prob(preprocessor, P, GLP_MIP, GLP_OFF);
  int code = glp_npp_preprocess1(preprocessor, GLP_ON);
  if (code == 0) {
    glp_prob *Q = glp_create_prob();
    glp_npp_build_prob(preprocessor, Q);
    g->original = P;
    g->preprocessor = preprocessor;
    g->simplified_rows = glp_get_num_rows(Q);
    solve_tree(Q, o, g, r);
    int status = glp_mip_status(Q);
    if (status == GLP_OPT || status == GLP_FEAS) {
      glp_npp_postprocess(preprocessor, Q);
      glp_npp_obtain_sol(preprocessor, P);
    }
    glp_delete_prob(Q);
  } else {
    r->status = code == GLP_ENOPFS ? CGLPK_INFEASIBLE : CGLPK_INFEASIBLE_OR_UNBOUNDED;
  }
  glp_npp_free_wksp(preprocessor);
}

void cglpk_solve_integer(glp_prob *P, const cglpk_options *o, guard *g, cglpk_result *r) {
  g->patience = TREE_PATIENCE;
  if (o->mixed_integer_presolve) {
    solve_simplified(P, o, g, r);
  } else {
    solve_tree(P, o, g, r);
  }
  free(g->incumbent);
  g->incumbent = NULL;
  r->nodes = g->progress.nodes;
  copy_integer(P, g, r);
}

#endif
