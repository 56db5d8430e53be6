package dev.millrace.pipeline.problem;

import static dev.millrace.pipeline.problem.Severity.ERROR;
import static dev.millrace.pipeline.problem.Severity.WARNING;

import java.util.Locale;

/**
 * Every rule a pipeline file can break. Ids are stable: scripts and ignore lists name them. The
 * texts are in {@code problems.properties} and its translations, one line per id.
 */
public enum Rule {
  // The YAML itself.
  YAML_SYNTAX(ERROR),
  YAML_EMPTY(ERROR),
  YAML_MANY_DOCUMENTS(ERROR),
  YAML_TOO_LARGE(ERROR),
  YAML_TOO_DEEP(ERROR),
  YAML_TOO_MANY_NODES(ERROR),
  YAML_TOO_MANY_ALIASED_NODES(ERROR),
  YAML_UNKNOWN_ANCHOR(ERROR),
  YAML_RECURSIVE_ALIAS(ERROR),
  YAML_TAG(ERROR),
  YAML_MERGE(ERROR),
  DUPLICATE_KEY(ERROR),
  KEY_NOT_TEXT(ERROR),

  // The shape of things: keys, kinds, ranges.
  UNSUPPORTED_VERSION(ERROR),
  UNKNOWN_KEY(ERROR),
  KEY_OF_OTHER_VERSION(ERROR),
  MISSING_KEY(ERROR),
  WRONG_KIND(ERROR),
  UNKNOWN_VALUE(ERROR),
  NUMBER_OUT_OF_RANGE(ERROR),
  TEXT_TOO_LONG(ERROR),
  TEXT_EMPTY(ERROR),
  TEXT_MALFORMED(ERROR),
  TOO_MANY_ITEMS(ERROR),
  TOO_FEW_ITEMS(ERROR),
  DUPLICATE_ITEM(ERROR),
  KEYS_EXCLUDE(ERROR),
  ONE_KEY_NEEDED(ERROR),
  NAME_TOO_LONG(ERROR),
  KEY_IGNORED(WARNING),

  // Stages, jobs and tasks.
  TOO_MANY_STAGES(ERROR),
  DUPLICATE_JOB_ID(ERROR),
  DUPLICATE_STEP_ID(ERROR),
  UNKNOWN_JOB(ERROR),
  JOB_OF_OTHER_STAGE(ERROR),
  DEPENDENCY_CYCLE(ERROR),
  MACHINE_CYCLE(ERROR),
  AGENTLESS_SCRIPT(ERROR),
  SELF_HOSTED_UNNAMED(ERROR),
  SELF_HOSTED_NEEDED(ERROR),
  CONDITION_NOT_ALLOWED(ERROR),
  EXPRESSION_TOO_LONG(ERROR),
  EXPRESSION_INVALID(ERROR),
  MATRIX_TOO_LARGE(ERROR),

  // Variables and settings.
  VARIABLE_NAME(ERROR),
  CONSTANT_BLANK(ERROR),
  CONSTANT_MODIFIABLE(ERROR),
  NOT_AN_OPTION(ERROR),
  NOT_A_BOOLEAN(ERROR),
  BUILD_NUMBER_RULE(ERROR),

  // Triggers.
  CRON_INVALID(ERROR),
  CRON_TOO_OFTEN(ERROR),
  SCHEDULE_EMPTY(ERROR),

  // Templates.
  TEMPLATE_NOT_FOUND(ERROR),
  TEMPLATE_PATH(ERROR),
  TEMPLATE_UNREADABLE(ERROR),
  TEMPLATE_STORE(ERROR),
  TEMPLATE_REPOSITORY(ERROR),
  TEMPLATE_REVISION(ERROR),
  TEMPLATE_CYCLE(ERROR),
  TEMPLATE_TOO_DEEP(ERROR),
  TEMPLATE_TOO_MANY(ERROR),
  TEMPLATE_TOO_LARGE(ERROR),
  TEMPLATE_KIND(ERROR),
  PARAMETER_UNKNOWN(ERROR),
  PARAMETER_MISSING(ERROR),
  PARAMETER_TYPE(ERROR),
  PARAMETER_VALUE(ERROR),

  TOO_MANY_PROBLEMS(ERROR);

  private final Severity severity;

  Rule(Severity severity) {
    this.severity = severity;
  }

  /** The stable name: {@code unknown-key}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Severity severity() {
    return severity;
  }
}
