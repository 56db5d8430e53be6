package dev.millrace.pipeline.json;

import dev.millrace.expression.Dialect;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.pipeline.Notice;
import dev.millrace.pipeline.RecommendedVersion.BuildNumberStrategy;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.By;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.StageCheck.ReviewInput;
import dev.millrace.pipeline.TaskAction.ScriptOrigin;
import dev.millrace.pipeline.trigger.TriggerRule.PathFilterType;
import dev.millrace.pipeline.variable.VariableType;
import java.util.List;
import java.util.Map;

/** The format's words and what they stand for. One line per word; nothing here decides. */
final class Tables {
  static final Words<RunCondition> STAGE_CONDITIONS =
      new Words<RunCondition>().add(RunCondition.DEFAULT, "AFTER_LAST_FINISHED");

  static final Words<RunCondition> JOB_CONDITIONS =
      new Words<RunCondition>()
          .add(RunCondition.DEFAULT, "STAGE_RUNNING")
          .add(new By(Word.SUCCESS), "PREVIOUS_STAGE_SUCCESS")
          .add(new By(Word.FAILURE), "PREVIOUS_STAGE_FAILED")
          .add(new By(Word.CANCELLED), "PREVIOUS_STAGE_CANCEL");

  static final Words<RunCondition> TASK_CONDITIONS =
      new Words<RunCondition>()
          .add(RunCondition.DEFAULT, "PRE_TASK_SUCCESS")
          .add(new By(Word.ALWAYS_UNLESS_CANCELLED), "PRE_TASK_FAILED_BUT_CANCEL")
          .add(new By(Word.ALWAYS), "PRE_TASK_FAILED_EVEN_CANCEL")
          .add(new By(Word.FAILURE), "PRE_TASK_FAILED_ONLY")
          .add(new By(Word.FAILURE_NOT_EXCUSED), "PRE_TASK_FAILED_ONLY_EXCEPT_SKIP");

  static final String VARIABLES_MATCH = "CUSTOM_VARIABLE_MATCH";
  static final String NOT_WHEN_VARIABLES_MATCH = "CUSTOM_VARIABLE_MATCH_NOT_RUN";
  static final String WHEN = "CUSTOM_CONDITION_MATCH";

  static final Words<Word> CONDITION_WORDS = Words.names(Word.class);

  /** Fixed ids of stage labels. */
  static final Words<String> STAGE_LABELS =
      new Words<String>()
          .add("Build", "28ee946a59f64949a74f3dee40a1bda4")
          .add("Approve", "5168be68b9764edb91aa5b866e51a1a8")
          .add("Deploy", "53b4d3f38e3e425cb1aaa97aa1b37857")
          .add("Test", "d0a06f6986fa4670af65ccad7bb49d3a");

  static final Words<ReviewInput> REVIEW_INPUTS =
      new Words<ReviewInput>()
          .add(ReviewInput.INPUT, "STRING")
          .add(ReviewInput.TEXTAREA, "TEXTAREA")
          .add(ReviewInput.SELECTOR, "ENUM")
          .add(ReviewInput.SELECTOR_MULTIPLE, "MULTIPLE")
          .add(ReviewInput.BOOL, "BOOLEAN")
          .add(ReviewInput.CHECKBOX, "CHECKBOX");

  /** Hosted pools by the build type they are dispatched with. */
  static final Words<String> POOLS =
      new Words<String>()
          .add("docker-on-devcloud", "PUBLIC_DEVCLOUD")
          .add("docker-on-bcs", "PUBLIC_BCS")
          .add("kubernetes", "KUBERNETES");

  static final String ANY_SYSTEM = "ALL";

  /** The selector of each base system; {@link #ANY_SYSTEM} has none. */
  static final Words<String> SYSTEMS =
      new Words<String>().add("linux", "LINUX").add("macos", "MACOS").add("windows", "WINDOWS");

  /** What a script element's type says of its shell; "" says nothing. */
  static final Map<ScriptOrigin, Words<String>> SHELLS =
      Map.of(
          ScriptOrigin.LINUX_SCRIPT,
          new Words<String>()
              .add("", "SHELL")
              .add("python", "PYTHON3", "PYTHON2")
              .add("cmd", "BAT")
              .add("powershell", "POWER_SHELL"),
          ScriptOrigin.WINDOWS_SCRIPT,
          new Words<String>()
              .add("", "BAT")
              .add("powershell", "POWER_SHELL")
              .add("python", "PYTHON3", "PYTHON2")
              .add("bash", "SHELL"));

  /** Inputs that stand among the other fields of an element, by {@code @type}. */
  static final Map<String, List<String>> FLAT_INPUTS =
      Map.of(
          "linuxScript", List.of("enableArchiveFile", "archiveFile", "errorFAQUrl"),
          "windowsScript", List.of("charsetType", "errorFAQUrl"),
          "manualReviewUserTask",
              List.of(
                  "reviewUsers",
                  "desc",
                  "suggest",
                  "params",
                  "notifyType",
                  "notifyTitle",
                  "markdownContent",
                  "notifyGroup",
                  "reminderTime",
                  "suggestRequired"),
          "qualityGateInTask", List.of("interceptTask", "interceptTaskName", "reviewUsers"),
          "qualityGateOutTask", List.of("interceptTask", "interceptTaskName", "reviewUsers"),
          "subPipelineCall",
              List.of(
                  "subPipelineId",
                  "subPipelineType",
                  "subPipelineName",
                  "asynchronous",
                  "parameters"));

  static final Words<RunLock> RUN_LOCKS =
      new Words<RunLock>()
          .add(RunLock.MULTIPLE, "MULTIPLE", "1")
          .add(RunLock.SINGLE, "SINGLE", "2")
          .add(RunLock.SINGLE_LOCK, "SINGLE_LOCK", "3")
          .add(RunLock.LOCK, "LOCK", "4")
          .add(RunLock.GROUP_LOCK, "GROUP_LOCK", "5");

  static final Words<Boolean> CANCEL_RESTRICTED =
      new Words<Boolean>().add(false, "EXECUTE_PERMISSION", "BROAD").add(true, "RESTRICTED");

  static final Words<Dialect> DIALECTS =
      new Words<Dialect>()
          .add(Dialect.CLASSIC, "CLASSIC")
          .add(Dialect.CONSTRAINT, "CONSTRAINED", "CONSTRAINT");

  /** Chats have a flag of their own instead of a word. */
  static final Words<Notice.Channel> CHANNELS =
      new Words<Notice.Channel>()
          .add(Notice.Channel.EMAIL, "EMAIL")
          .add(Notice.Channel.WEWORK_MESSAGE, "RTX")
          .add(Notice.Channel.SMS, "SMS")
          .add(Notice.Channel.VOICE, "VOICE");

  static final Words<BuildNumberStrategy> BUILD_NUMBERS =
      new Words<BuildNumberStrategy>()
          .add(BuildNumberStrategy.EVERY_BUILD, "EVERY_BUILD_INCREMENT")
          .add(BuildNumberStrategy.SUCCESSFUL_BUILD, "SUCCESS_BUILD_INCREMENT")
          .add(BuildNumberStrategy.CONSTANT, "CONSISTENT");

  static final Words<PathFilterType> PATH_FILTERS =
      new Words<PathFilterType>()
          .add(PathFilterType.PREFIX, "NamePrefixFilter")
          .add(PathFilterType.GLOB, "RegexBasedFilter");

  /** Types of variables; three controls of YAML are plain texts here. */
  static final Words<VariableType> VARIABLE_TYPES = variableTypes();

  private Tables() {}

  private static Words<VariableType> variableTypes() {
    var words = new Words<VariableType>();
    for (VariableType type : VariableType.values()) {
      switch (type) {
        case TIPS, TIME_PICKER, COMPANY_STAFF -> {}
        case STRING,
            TEXTAREA,
            ENUM,
            MULTIPLE,
            BOOLEAN,
            GIT_REF,
            SVN_TAG,
            REPO_REF,
            CODE_LIB,
            CONTAINER_TYPE,
            ARTIFACTORY,
            SUB_PIPELINE,
            CUSTOM_FILE,
            FORM_LIST,
            DATE,
            LONG,
            PASSWORD,
            TEMPORARY ->
            words.add(type, type.name());
      }
    }
    return words;
  }
}
