package dev.millrace.pipeline.limit;

/**
 * Limits of a pipeline. Those of the format are BK-CI's; those of the YAML file itself are ours and
 * make a hostile file cheap to refuse.
 */
public final class Limits {
  // The file.
  public static final int FILE_MAX_CHARACTERS = 1_048_576;
  public static final int FILE_MAX_DEPTH = 64;
  public static final int FILE_MAX_NODES = 100_000;

  /** How many nodes aliases and merges may repeat, all together. */
  public static final int FILE_MAX_ALIASED_NODES = 50_000;

  // The JSON model.
  /** What the database of the format's own platform holds of a model. */
  public static final int JSON_MAX_CHARACTERS = 16_777_215;

  public static final int JSON_MAX_DEPTH = 100;

  /** Of a text within the model that is YAML; bounds what aliases can make of it. */
  public static final int JSON_TEXT_MAX_NODES = 10_000;

  /** Longer than in YAML, since models have longer ones. */
  public static final int JSON_JOB_ID_MAX = 128;

  // What is told.
  /** Nobody reads more problems; the rest is dropped, and said so. */
  public static final int PROBLEMS_MAX = 500;

  /** How much of a value a message repeats. */
  public static final int SHOWN_VALUE_MAX = 120;

  // The pipeline.
  public static final int NAME_MAX = 255;
  public static final int DESCRIPTION_MAX = 255;
  public static final int BUILD_NUMBER_RULE_MAX = 256;

  /** Of an expanded pipeline, without the stage of triggers, with that of finally jobs. */
  public static final int STAGES_MAX = 19;

  public static final int JOBS_PER_STAGE_MAX = 20;
  public static final int STEPS_PER_JOB_MAX = 50;
  public static final int JOB_ID_MAX = 64;
  public static final int STEP_ID_MAX = 64;
  public static final int CONDITION_MAX = 512;
  public static final int TIMEOUT_MINUTES_MAX = 10_080;
  public static final int RETRIES_MAX = 5;
  public static final int NODE_CONCURRENCY_MAX = 1_000;

  // Variables and environment.
  public static final int VARIABLE_NAME_MAX = 64;
  public static final int VARIABLE_VALUE_MAX = 4_000;
  public static final int ENVIRONMENT_ENTRIES_MAX = 100;
  public static final int ENVIRONMENT_KEY_MAX = 128;
  public static final int ENVIRONMENT_VALUE_MAX = 4_000;

  // Matrix.
  public static final int MATRIX_CASES_MAX = 256;
  public static final int MATRIX_PARALLEL_MAX = 50;
  public static final int MATRIX_KEYS_MAX = 100;

  /** Of the entries to include, and of those to exclude. */
  public static final int MATRIX_ENTRIES_MAX = 1_000;

  /** Of a matrix that is still a text, or that a variable holds. */
  public static final int MATRIX_TEXT_MAX = 100_000;

  /** Deeper than anybody needs, and shallow enough to walk by recursion. */
  public static final int MATRIX_DEPTH_MAX = 20;

  // Gates before stages.
  public static final int REVIEW_HOURS_MAX = 720;
  public static final int REVIEW_FLOWS_MAX = 5;

  /** One less than a variable's: the format says "under 4000". */
  public static final int REVIEW_VALUE_MAX = 3_999;

  public static final int GATES_MAX = 10;
  public static final int GATE_RULES_MAX = 100;

  // Queues.
  public static final int CONCURRENCY_GROUP_MAX = 128;
  public static final int QUEUE_LENGTH_MAX = 200;
  public static final int QUEUE_MINUTES_MAX = 1_440;
  public static final int PARALLEL_BUILDS_MAX = 200;
  public static final int MUTEX_MINUTES_MAX = 480;

  // Triggers.
  public static final int SCHEDULE_BRANCHES_MAX = 3;

  // Templates.
  public static final int TEMPLATE_USES_PER_FILE_MAX = 10;
  public static final int TEMPLATE_DEPTH_MAX = 5;

  /** Put into one pipeline, all levels together: ours, since 10 to the power of 5 is too many. */
  public static final int TEMPLATES_MAX = 500;

  private Limits() {}
}
