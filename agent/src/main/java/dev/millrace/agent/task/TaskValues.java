package dev.millrace.agent.task;

import dev.millrace.agent.log.TaskLog;
import dev.millrace.protocol.TaskOrder;
import dev.millrace.wording.Sentence;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The values a task has set, each checked when it is set. Belongs to the thread of the job. */
public final class TaskValues {
  /** Of one value, in UTF-16 units; as in BK-CI. */
  public static final int VALUE_MAX_CHARS = 4000;

  /** Values of one task. */
  static final int COUNT_MAX = 1000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_0-9.-]+");

  private final TaskOrder order;
  private final TaskLog log;
  private final Map<String, Double> progress;
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, String> outputs = new HashMap<>();
  private final Map<String, String> gateValues = new HashMap<>();
  private Optional<String> remark = Optional.empty();
  private Optional<OwnError> ownError = Optional.empty();
  private Optional<Sentence> fault = Optional.empty();

  /** The error a task wants to fail with, if it fails. */
  public record OwnError(int code, String message) {}

  /**
   * Nothing set yet.
   *
   * @param progress where progress is kept, by task id, for the heartbeat to read
   */
  public TaskValues(TaskOrder order, TaskLog log, ConcurrentHashMap<String, Double> progress) {
    this.order = order;
    this.log = log;
    this.progress = progress;
  }

  /** Sets a variable of the build as {@code setEnv} does. */
  public void setVariable(String name, String value) {
    setVariable(name, name, value);
  }

  /** Sets a variable of the build as {@code ::set-variable} does. */
  public void setQualifiedVariable(String name, String value) {
    setVariable("variables." + name, name, value);
  }

  /** Sets an output of the task. */
  public void setOutput(String name, String value) {
    if (order.stepId().isEmpty()) {
      log.warn(TaskWording.OUTPUT_WITHOUT_ID.of(name));
      return;
    }
    set(outputs, name, name, value);
  }

  /** Sets a value for a quality gate to look at. */
  public void setGateValue(String name, String value) {
    set(gateValues, name, name, value);
  }

  /** Sets the remark of the build. */
  public void setRemark(String text) {
    if (isFit(TaskWording.THE_REMARK.of(), text)) {
      remark = Optional.of(text);
    }
  }

  /** Sets the error to fail with, should the task fail. */
  public void setError(int code, String message) {
    ownError = Optional.of(new OwnError(code, message));
  }

  /** Says how far the task is, from 0 to 1. */
  public void setProgress(double rate) {
    progress.put(order.taskId(), rate);
  }

  public Map<String, String> variables() {
    return variables;
  }

  public Map<String, String> outputs() {
    return outputs;
  }

  public Map<String, String> gateValues() {
    return gateValues;
  }

  public Optional<String> remark() {
    return remark;
  }

  public Optional<OwnError> ownError() {
    return ownError;
  }

  /** Why the task fails for what it set, whatever its exit code. */
  public Optional<Sentence> fault() {
    return fault;
  }

  private void setVariable(String key, String name, String value) {
    var known = order.variables().get(name);
    if (known != null && known.readOnly()) {
      fail(TaskWording.VARIABLE_READ_ONLY.of(name));
    } else {
      set(variables, key, name, value);
    }
  }

  private void set(Map<String, String> where, String key, String name, String value) {
    if (!isName(name)) {
      var problem = TaskWording.NO_NAME.of(name);
      if (order.constraintDialect()) {
        fail(problem);
      } else if (name.isEmpty()) {
        log.warn(problem);
      } else if (isFit(Sentence.verbatim(name), value)) {
        put(where, key, name, value);
      }
    } else if (isFit(Sentence.verbatim(name), value)) {
      put(where, key, name, value);
    }
  }

  private void put(Map<String, String> where, String key, String name, String value) {
    if (where.size() >= COUNT_MAX && !where.containsKey(key)) {
      log.warn(TaskWording.TOO_MANY_VALUES.of(name, COUNT_MAX));
    } else {
      where.put(key, value);
    }
  }

  private static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private boolean isFit(Sentence what, String value) {
    if (value.length() > VALUE_MAX_CHARS) {
      var problem = TaskWording.VALUE_TOO_LONG.of(what, value.length(), VALUE_MAX_CHARS);
      if (order.failOnInvalidVariable()) {
        fail(problem);
      } else {
        log.warn(TaskWording.VALUE_DROPPED.of(problem));
      }
      return false;
    }
    if (log.masker().reveals(value)) {
      log.warn(TaskWording.VALUE_HAS_SECRET.of(what));
      return false;
    }
    return true;
  }

  private void fail(Sentence why) {
    log.error(why);
    if (fault.isEmpty()) {
      fault = Optional.of(why);
    }
  }
}
