package dev.millrace.pipeline.json;

import static dev.millrace.pipeline.trigger.TriggerRule.EventKind.*;

import dev.millrace.pipeline.trigger.TriggerRule.EventKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How each kind of source writes events and their filters. */
final class EventTables {
  /** How a field holds a list. */
  enum Shape {
    /** A text, parted by commas. */
    TEXT,
    /** An array of texts. */
    ARRAY
  }

  /**
   * The field of a filter.
   *
   * @param filter the key in YAML and in our model
   * @param name the field
   */
  record Field(String filter, String name, Shape shape) {}

  /**
   * Events of one kind of source.
   *
   * @param type {@code type} in YAML
   * @param element the element's {@code @type}
   * @param isNested its fields are below {@code data.input}
   * @param events words for {@code eventType}
   */
  record Family(String type, String element, boolean isNested, Words<EventKind> events) {
    /** GitHub's elements write excluded users as one text. */
    List<Field> fields(EventKind kind) {
      List<Field> fields = FIELDS.getOrDefault(kind, List.of());
      return type.equals("github") ? fields.stream().map(EventTables::ofGithub).toList() : fields;
    }
  }

  /** Words of values that differ from ours; all other values are the same in both. */
  static final Map<String, Words<String>> VALUES =
      Map.of(
          "includeNoteTypes",
          new Words<String>()
              .add("commit", "Commit")
              .add("merge_request", "Review")
              .add("issue", "Issue"));

  static final List<Family> FAMILIES =
      List.of(
          new Family("git", "codeGitWebHookTrigger", false, gitEvents()),
          new Family("tgit", "codeTGitWebHookTrigger", true, gitEvents()),
          new Family("gitlab", "codeGitlabWebHookTrigger", false, gitEvents()),
          new Family("scm_git", "codeScmGitWebHookTrigger", true, gitEvents()),
          new Family(
              "github",
              "codeGithubWebHookTrigger",
              false,
              new Words<EventKind>()
                  .add(PUSH, "PUSH")
                  .add(TAG, "CREATE")
                  .add(MERGE_REQUEST, "PULL_REQUEST")
                  .add(REVIEW, "REVIEW")
                  .add(ISSUE, "ISSUES")
                  .add(NOTE, "NOTE")),
          new Family(
              "svn",
              "codeSVNWebHookTrigger",
              false,
              new Words<EventKind>().add(PUSH, "POST_COMMIT")),
          new Family(
              "scm_svn",
              "codeScmSvnWebHookTrigger",
              true,
              new Words<EventKind>().add(PUSH, "POST_COMMIT")),
          new Family("p4", "codeP4WebHookTrigger", true, Words.names(EventKind.class)),
          new Family("tapd", "codeTapdWebHookTrigger", true, Words.names(EventKind.class)));

  private static final Field PATHS = new Field("paths", "includePaths", Shape.TEXT);
  private static final Field PATHS_IGNORE = new Field("paths-ignore", "excludePaths", Shape.TEXT);
  private static final Field USERS = new Field("users", "includeUsers", Shape.ARRAY);
  private static final Field USERS_IGNORE = new Field("users-ignore", "excludeUsers", Shape.ARRAY);

  private static final List<Field> MERGE_REQUEST_FIELDS =
      List.of(
          new Field("target-branches", "branchName", Shape.TEXT),
          new Field("target-branches-ignore", "excludeBranchName", Shape.TEXT),
          new Field("source-branches", "includeSourceBranchName", Shape.TEXT),
          new Field("source-branches-ignore", "excludeSourceBranchName", Shape.TEXT),
          PATHS,
          PATHS_IGNORE,
          USERS,
          USERS_IGNORE,
          new Field("assignees", "includeAssignees", Shape.TEXT),
          new Field("assignees-ignore", "excludeAssignees", Shape.TEXT),
          new Field("labels", "includeLabels", Shape.ARRAY),
          new Field("labels-ignore", "excludeLabels", Shape.ARRAY),
          new Field("action", "includeMrAction", Shape.ARRAY));

  private static final Map<EventKind, List<Field>> FIELDS = fields();

  private EventTables() {}

  private static Words<EventKind> gitEvents() {
    return new Words<EventKind>()
        .add(PUSH, "PUSH")
        .add(TAG, "TAG_PUSH")
        .add(MERGE_REQUEST, "MERGE_REQUEST")
        .add(MERGE_REQUEST_MERGED, "MERGE_REQUEST_ACCEPT")
        .add(ISSUE, "ISSUES")
        .add(REVIEW, "REVIEW")
        .add(NOTE, "NOTE");
  }

  private static Map<EventKind, List<Field>> fields() {
    var fields = new LinkedHashMap<EventKind, List<Field>>();
    fields.put(
        PUSH,
        List.of(
            new Field("branches", "branchName", Shape.TEXT),
            new Field("branches-ignore", "excludeBranchName", Shape.TEXT),
            PATHS,
            PATHS_IGNORE,
            USERS,
            USERS_IGNORE,
            new Field("action", "includePushAction", Shape.ARRAY)));
    fields.put(
        TAG,
        List.of(
            new Field("tags", "tagName", Shape.TEXT),
            new Field("tags-ignore", "excludeTagName", Shape.TEXT),
            new Field("from-branches", "fromBranches", Shape.TEXT),
            USERS,
            USERS_IGNORE,
            new Field("action", "includeTagAction", Shape.ARRAY)));
    fields.put(MERGE_REQUEST, MERGE_REQUEST_FIELDS);
    fields.put(MERGE_REQUEST_MERGED, MERGE_REQUEST_FIELDS);
    fields.put(
        ISSUE,
        List.of(
            new Field("action", "includeIssueAction", Shape.ARRAY),
            new Field("assignees", "includeAssignees", Shape.TEXT),
            new Field("assignees-ignore", "excludeAssignees", Shape.TEXT),
            USERS_IGNORE,
            new Field("labels", "includeLabels", Shape.ARRAY),
            new Field("labels-ignore", "excludeLabels", Shape.ARRAY)));
    fields.put(
        REVIEW,
        List.of(
            new Field("types", "includeCrTypes", Shape.ARRAY),
            new Field("states", "includeCrState", Shape.ARRAY)));
    fields.put(
        NOTE,
        List.of(
            new Field("types", "includeNoteTypes", Shape.ARRAY),
            new Field("comment", "includeNoteComment", Shape.TEXT)));
    for (EventKind kind :
        List.of(CHANGE_COMMIT, CHANGE_CONTENT, CHANGE_SUBMIT, SHELVE_COMMIT, SHELVE_SUBMIT)) {
      fields.put(kind, List.of(PATHS, PATHS_IGNORE));
    }
    return fields;
  }

  private static Field ofGithub(Field field) {
    return field.equals(USERS_IGNORE) ? new Field(field.filter(), field.name(), Shape.TEXT) : field;
  }

  static Optional<Family> ofElement(String element) {
    return FAMILIES.stream().filter(family -> family.element().equals(element)).findFirst();
  }

  /** The family of a source; Git's where the type is not given or not known. */
  static Family ofType(Optional<String> type) {
    return FAMILIES.stream()
        .filter(family -> Optional.of(family.type()).equals(type))
        .findFirst()
        .orElse(FAMILIES.getFirst());
  }
}
