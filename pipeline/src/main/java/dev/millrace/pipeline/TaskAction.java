package dev.millrace.pipeline;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.trigger.RepositoryRef;
import java.util.Optional;
import java.util.SequencedMap;

/** What a task does. */
public sealed interface TaskAction {
  /** The name people see when the author gave none. */
  String defaultName();

  /**
   * A script.
   *
   * @param origin which form of the format it was written in, so that it can be written back
   * @param shell as written: {@code bash cmd pwsh powershell python sh win_bash auto}; empty: by
   *     the machine's system
   * @param continueAfterErrors later commands run after a failed one
   * @param inputs other inputs of {@code with}, in order
   */
  record Script(
      ScriptOrigin origin,
      String script,
      Optional<String> shell,
      boolean continueAfterErrors,
      SequencedMap<String, Data> inputs)
      implements TaskAction {
    public Script {
      inputs = Data.ordered(inputs);
    }

    @Override
    public String defaultName() {
      return "run";
    }
  }

  /** The forms in which the formats write a script. */
  enum ScriptOrigin {
    RUN,
    LINUX_SCRIPT,
    WINDOWS_SCRIPT
  }

  /** Brings sources into the workspace. */
  record Checkout(RepositoryRef repository, SequencedMap<String, Data> inputs)
      implements TaskAction {
    public Checkout {
      inputs = Data.ordered(inputs);
    }

    @Override
    public String defaultName() {
      return "checkout";
    }
  }

  /** A plugin of the store, {@code code@version}. */
  record Plugin(String code, String version, SequencedMap<String, Data> inputs)
      implements TaskAction {
    public Plugin {
      inputs = Data.ordered(inputs);
    }

    @Override
    public String defaultName() {
      return code;
    }
  }

  /** Waits for a person ({@code manualReviewUserTask}). */
  record ManualReview(SequencedMap<String, Data> inputs) implements TaskAction {
    public ManualReview {
      inputs = Data.ordered(inputs);
    }

    @Override
    public String defaultName() {
      return "manual review";
    }
  }

  /** Starts another pipeline ({@code subPipelineCall}). */
  record SubPipeline(SequencedMap<String, Data> inputs) implements TaskAction {
    public SubPipeline {
      inputs = Data.ordered(inputs);
    }

    @Override
    public String defaultName() {
      return "sub-pipeline";
    }
  }

  /**
   * Asks whether rules of quality hold that are checked elsewhere, before or after another task
   * ({@code qualityGateInTask}, {@code qualityGateOutTask}).
   *
   * @param inputs which task is meant, among others
   */
  record QualityGate(GatePoint point, SequencedMap<String, Data> inputs) implements TaskAction {
    public QualityGate {
      inputs = Data.ordered(inputs);
    }

    @Override
    public String defaultName() {
      return "quality gate";
    }
  }

  /** On which side of its task a quality gate stands. */
  enum GatePoint {
    BEFORE,
    AFTER
  }

  /** An element of the JSON model we carry and can't run; {@code type} is its {@code @type}. */
  record Foreign(String type, SequencedMap<String, Data> fields) implements TaskAction {
    public Foreign {
      fields = Data.ordered(fields);
    }

    @Override
    public String defaultName() {
      return type;
    }
  }
}
