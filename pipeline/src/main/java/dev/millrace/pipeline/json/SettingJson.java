package dev.millrace.pipeline.json;

import dev.millrace.expression.Dialect;
import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.Settings;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The settings beside the model: run lock, queue, subscriptions, dialect and the like. */
final class SettingJson {
  private static final String LOCK = "runLockType";
  static final String GROUP = "concurrencyGroup";
  static final String QUEUE_MINUTES = "waitQueueTimeMinute";
  static final String NUMBER_RULE = "buildNumRule";
  private static final String DIALECT = "pipelineAsCodeSettings";
  private static final String DISABLED = "disabled";
  private static final String CLEAN_VARIABLES = "cleanVariablesWhenRetry";
  private static final String RUNS_ON = "runsOn";

  /** What our model, as YAML, means by no value. */
  private static final int DEFAULT_QUEUE_MINUTES = 480;

  /** What an absent field means here. */
  private static final int ABSENT_QUEUE_MINUTES = 10;

  private SettingJson() {}

  static Concurrency concurrency(JsonAt setting) {
    RunLock lock = setting.word(LOCK, Tables.RUN_LOCKS).orElse(RunLock.MULTIPLE);
    Optional<RunLock> own = setting.own().word(LOCK, Tables.RUN_LOCKS);
    boolean isPlainLock = lock == RunLock.LOCK;
    return new Concurrency(
        own.orElse(isPlainLock ? RunLock.MULTIPLE : lock),
        lock == RunLock.GROUP_LOCK ? setting.text(GROUP) : setting.own().text(GROUP),
        setting.flag("concurrencyCancelInProgress", false),
        setting.integer("maxQueueSize"),
        queueMinutes(setting),
        setting.integer("maxConRunningQueueSize"));
  }

  private static Optional<Integer> queueMinutes(JsonAt setting) {
    Optional<Integer> own = setting.own().integer(QUEUE_MINUTES);
    if (own.isPresent()) {
      return own;
    }
    int minutes = setting.integer(QUEUE_MINUTES).orElse(ABSENT_QUEUE_MINUTES);
    return minutes == DEFAULT_QUEUE_MINUTES ? Optional.empty() : Optional.of(minutes);
  }

  static Settings settings(JsonAt setting) {
    boolean isLocked =
        setting.word(LOCK, Tables.RUN_LOCKS).filter(RunLock.LOCK::equals).isPresent();
    return new Settings(
        setting.own().flag(DISABLED, isLocked),
        setting.flag("failIfVariableInvalid", false),
        setting.own().text(NUMBER_RULE).or(() -> setting.filled(NUMBER_RULE)),
        dialect(setting.object(DIALECT)),
        setting.word("buildCancelPolicy", Tables.CANCEL_RESTRICTED).orElse(false),
        setting.flag(CLEAN_VARIABLES, false),
        setting.own().node().path(RUNS_ON).valueStream().map(JsonData::read).findFirst());
  }

  /** Inherited means that of the project, of which the settings hold a copy. */
  private static Optional<Dialect> dialect(JsonAt at) {
    return at.flag("inheritedDialect", true)
        ? at.word("projectDialect", Tables.DIALECTS)
        : at.word("pipelineDialect", Tables.DIALECTS);
  }

  static ObjectNode write(Pipeline pipeline) {
    ObjectNode node =
        JsonData.object().put("pipelineName", pipeline.name()).put("desc", pipeline.description());
    node.set("labels", JsonData.texts(pipeline.labels()));
    concurrency(node, pipeline.concurrency(), pipeline.settings().disabled());
    Settings settings = pipeline.settings();
    settings
        .customBuildNumber()
        .ifPresent(rule -> (rule.isBlank() ? Residue.own(node) : node).put(NUMBER_RULE, rule));
    node.put("failIfVariableInvalid", settings.failIfVariableInvalid());
    node.put("buildCancelPolicy", Tables.CANCEL_RESTRICTED.wordOf(settings.cancelRestricted()));
    node.put(CLEAN_VARIABLES, settings.cleanVariablesOnRetry());
    ObjectNode dialect =
        node.putObject(DIALECT).put("inheritedDialect", settings.dialect().isEmpty());
    settings
        .dialect()
        .ifPresent(own -> dialect.put("pipelineDialect", Tables.DIALECTS.wordOf(own)));
    settings
        .runsOn()
        .ifPresent(data -> Residue.own(node).putArray(RUNS_ON).add(JsonData.write(data)));
    NoticesJson.write(node, pipeline.notices());
    return node;
  }

  private static void concurrency(ObjectNode node, Concurrency concurrency, boolean disabled) {
    RunLock lock = disabled ? RunLock.LOCK : concurrency.lock();
    node.put(LOCK, Tables.RUN_LOCKS.wordOf(lock));
    if (disabled ? concurrency.lock() != RunLock.MULTIPLE : lock == RunLock.LOCK) {
      Residue.own(node).put(LOCK, Tables.RUN_LOCKS.wordOf(concurrency.lock()));
    }
    if (!disabled && lock == RunLock.LOCK) {
      Residue.own(node).put(DISABLED, false);
    }
    concurrency
        .group()
        .ifPresent(group -> {
          ObjectNode owner = lock == RunLock.GROUP_LOCK ? node : Residue.own(node);
          owner.put(GROUP, group);
        });
    node.put("concurrencyCancelInProgress", concurrency.cancelInProgress());
    concurrency.queueLength().ifPresent(length -> node.put("maxQueueSize", length));
    node.put(QUEUE_MINUTES, concurrency.queueTimeoutMinutes().orElse(DEFAULT_QUEUE_MINUTES));
    if (concurrency.queueTimeoutMinutes().equals(Optional.of(DEFAULT_QUEUE_MINUTES))) {
      Residue.own(node).put(QUEUE_MINUTES, DEFAULT_QUEUE_MINUTES);
    }
    concurrency.maxParallel().ifPresent(limit -> node.put("maxConRunningQueueSize", limit));
  }
}
