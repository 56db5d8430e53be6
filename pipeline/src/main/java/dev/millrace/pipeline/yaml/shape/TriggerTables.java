package dev.millrace.pipeline.yaml.shape;

import static dev.millrace.pipeline.yaml.shape.Shape.ANYTHING;
import static dev.millrace.pipeline.yaml.shape.Shape.FLAG;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXTS;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT_MAP;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT_OR_TEXTS;
import static dev.millrace.pipeline.yaml.shape.Shape.UNLIMITED;
import static dev.millrace.pipeline.yaml.shape.Shape.either;
import static dev.millrace.pipeline.yaml.shape.Shape.form;
import static dev.millrace.pipeline.yaml.shape.Shape.listOf;
import static dev.millrace.pipeline.yaml.shape.Shape.listOr;
import static dev.millrace.pipeline.yaml.shape.Shape.name;
import static dev.millrace.pipeline.yaml.shape.Shape.someOf;
import static dev.millrace.pipeline.yaml.shape.Shape.word;

import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Phrase;

/** What can start a build. */
final class TriggerTables {
  private static final Shape SWITCH_WORD = new Shape.Switch();
  private static final Shape PATH_FILTER = word("NamePrefixFilter", "RegexBasedFilter");

  private static final Table CUSTOM_FILTER =
      Table.of("customFilter", "A service that is asked.")
          .required("url", name(UNLIMITED), "Its address.")
          .key("credentials", TEXT, "Credential that is sent.")
          .build();

  private static Table.Builder event(String name, String doc) {
    return Table.of(name, doc)
        .key("id", TEXT, "Its id.")
        .key("name", TEXT, "What people see.")
        .key("enable", FLAG, "Whether it starts builds; true.");
  }

  private static Table.Builder withUsers(Table.Builder table) {
    return table
        .key("users", TEXTS, "Only changes by these users.")
        .key("users-ignore", TEXTS, "No changes by these users.");
  }

  private static Table.Builder withPaths(Table.Builder table) {
    return table
        .key("paths", TEXTS, "Only if one of these paths changed.")
        .key("paths-ignore", TEXTS, "Not if only these paths changed.");
  }

  private static final Table PUSH =
      withUsers(withPaths(event("push", "Commits were pushed.")))
          .key("branches", TEXTS, "Only these branches; * stops at a slash, ** does not.")
          .key("branches-ignore", TEXTS, "Not these branches.")
          .key(
              "action",
              someOf("new-branch", "push-file", "new-branch-and-push-file"),
              "Which pushes; new branches and files.")
          .key("path-filter-type", PATH_FILTER, "Prefix, or Ant pattern.")
          .key("custom-filter", new Shape.Fields(CUSTOM_FILTER), "A service that is asked.")
          .build();

  private static final Table TAG =
      withUsers(event("tag", "A tag was made or removed."))
          .key("tags", TEXTS, "Only these tags.")
          .key("tags-ignore", TEXTS, "Not these tags.")
          .key("from-branches", TEXTS, "Only tags on these branches.")
          .key("action", someOf("create", "delete"), "Which; both.")
          .build();

  private static final Table MERGED =
      withUsers(withPaths(event("mergedRequest", "A merge request was merged.")))
          .key("target-branches", TEXTS, "Only into these branches.")
          .key("target-branches-ignore", TEXTS, "Not into these branches.")
          .key("source-branches", TEXTS, "Only from these branches.")
          .key("source-branches-ignore", TEXTS, "Not from these branches.")
          .key("labels", TEXTS, "Only with these labels.")
          .key("labels-ignore", TEXTS, "Not with these labels.")
          .key("report-commit-check", FLAG, "Reports the result back; true.")
          .key("webhook-queue", FLAG, "Builds of one merge request wait for each other.")
          .key("skip-wip", FLAG, "Not while it is work in progress.")
          .key("path-filter-type", PATH_FILTER, "Prefix, or Ant pattern.")
          .key("custom-filter", new Shape.Fields(CUSTOM_FILTER), "A service that is asked.")
          .build();

  private static final Table REQUEST =
      Table.of("mergeRequest", "A merge request was opened or changed.")
          .like(MERGED)
          .key("assignees", TEXTS, "Only for these assignees.")
          .key("assignees-ignore", TEXTS, "Not for these assignees.")
          .key(
              "action",
              someOf(
                  "open",
                  "close",
                  "reopen",
                  "push-update",
                  "merge",
                  "edit",
                  "assigned",
                  "unassigned",
                  "labeled",
                  "unlabeled"),
              "Which changes; open, reopen and push-update.")
          .key("block-mr", FLAG, "A failed build blocks the merge.")
          .build();

  private static final Shape ISSUE_ACTIONS =
      someOf("open", "close", "reopen", "update", "assigned", "unassigned", "labeled", "unlabeled");

  private static final Table ISSUE =
      event("issue", "An issue was opened or changed.")
          .key("action", ISSUE_ACTIONS, "Which changes.")
          .key("assignees", TEXTS, "Only for these assignees.")
          .key("assignees-ignore", TEXTS, "Not for these assignees.")
          .key("users-ignore", TEXTS, "No changes by these users.")
          .key("labels", TEXTS, "Only with these labels.")
          .key("labels-ignore", TEXTS, "Not with these labels.")
          .build();

  private static final Table REVIEW =
      event("review", "A code review changed.")
          .key("types", someOf("comparison", "merge_request"), "Which reviews.")
          .key(
              "states",
              someOf("approved", "approving", "change_denied", "change_required"),
              "Which states.")
          .build();

  private static final Table NOTE =
      event("note", "Somebody commented.")
          .key("types", someOf("commit", "merge_request", "issue"), "On what.")
          .key("comment", TEXTS, "Patterns of which one is in the text.")
          .build();

  private static final Table PERFORCE =
      withPaths(event("perforceChange", "A change in Perforce.")).build();

  private static Table tracker(String name, String doc, String... actions) {
    return withUsers(event(name, doc))
        .required("action", someOf(actions), "Which changes.")
        .key("owners", TEXTS, "Only of these owners.")
        .key("owners-ignore", TEXTS, "Not of these owners.")
        .key("labels", TEXTS, "Only with these labels.")
        .key("labels-ignore", TEXTS, "Not with these labels.")
        .key("priorities", TEXTS, "Only with these priorities.")
        .build();
  }

  private static final Table STORY =
      tracker(
          "story",
          "A story changed.",
          "create",
          "update",
          "delete",
          "status_change",
          "bug_link",
          "bug_unlink",
          "story_link",
          "story_unlink",
          "add_comment",
          "update_comment",
          "delete_comment");

  private static final Table BUG =
      tracker(
          "bug",
          "A bug changed.",
          "create",
          "update",
          "delete",
          "status_change",
          "add_comment",
          "update_comment",
          "delete_comment");

  private static final Table INTERVAL =
      Table.of("interval", "Weekdays and times of day.")
          .required(
              "week",
              listOf(
                  word(
                      "Sun",
                      "Mon",
                      "Tue",
                      "Wed",
                      "Thu",
                      "Fri",
                      "Sat",
                      "Sunday",
                      "Monday",
                      "Tuesday",
                      "Wednesday",
                      "Thursday",
                      "Friday",
                      "Saturday"),
                  1,
                  7),
              "Weekdays.")
          .key(
              "time-points",
              listOf(form(5, "([01]?[0-9]|2[0-3]):[0-5]?[0-9]", "08:30"), 1, UNLIMITED),
              "Times of day; 00:00.")
          .build();

  private static final Table SCHEDULE =
      event("schedule", "Times at which a build starts.")
          .key("cron", TEXT_OR_TEXTS, "UNIX cron with 5 fields, or Quartz with 6 or 7.")
          .key("interval", new Shape.Fields(INTERVAL), "Weekdays and times of day.")
          .key("repo-type", word("ID", "NAME", "SELF", "NONE"), "NONE: no repository is watched.")
          .key("repo-id", name(UNLIMITED), "The repository watched, by id.")
          .key("repo-name", name(UNLIMITED), "The repository watched, by alias.")
          .key("branches", listOf(TEXT, 0, Limits.SCHEDULE_BRANCHES_MAX), "Branches watched.")
          .key("always", FLAG, "Also when nothing changed.")
          .key("start-params", TEXT_MAP, "Values of variables for these builds.")
          .ignored("nodes", ANYTHING, Phrase.OF_ANOTHER_PRODUCT, "it belongs to another product")
          .ignored("advance-cron", ANYTHING, Phrase.CRON_TAKES_ALL, "cron takes every expression")
          .atMostOneOf("cron", "interval")
          .build();

  private static final Table MANUAL =
      Table.of("manual", "A person presses start.")
          .key("id", TEXT, "Its id.")
          .key("name", TEXT, "What people see.")
          .key("enable", SWITCH_WORD, "Whether it starts builds; true.")
          .key("can-skip-step", FLAG, "Steps can be left out.")
          .key("use-latest-inputs", FLAG, "The form shows the values of last time.")
          .build();

  private static final Table REMOTE =
      Table.of("remote", "A call with the pipeline's own token.")
          .key("id", TEXT, "Its id.")
          .key("name", TEXT, "What people see.")
          .key("enable", SWITCH_WORD, "Whether it starts builds.")
          .build();

  private static final Table DELETE =
      event("delete", "A branch or tag was removed.")
          .key("types", someOf("branch", "tag"), "Which.")
          .build();

  static final Table ON_ENTRY =
      Table.of("on", "What starts a build.")
          .key("repo-name", name(UNLIMITED), "The repository, by alias; the file's own.")
          .key(
              "type",
              word(
                  "git", "tgit", "github", "gitlab", "svn", "p4", "scm_git", "scm_svn", "tapd",
                  "base"),
              "Kind of repository.")
          .key("scm-code", TEXT, "Id of a generic provider.")
          .key("workspace-id", TEXT, "Workspace of the work tracker.")
          .key("manual", either(word("enabled", "disabled"), MANUAL), "A person; enabled.")
          .key(
              "schedules",
              listOr(listOf(new Shape.Fields(SCHEDULE)), SCHEDULE),
              "Times at which a build starts.")
          .key("remote", either(word("enabled", "disabled"), REMOTE), "A call with a token.")
          .key("push", listOr(TEXTS, PUSH), "Commits were pushed.")
          .key("tag", listOr(TEXTS, TAG), "A tag was made or removed.")
          .key("mr", listOr(TEXTS, REQUEST), "A merge request was opened or changed.")
          .key("mr-merged", listOr(TEXTS, MERGED), "A merge request was merged.")
          .key("issue", listOr(ISSUE_ACTIONS, ISSUE), "An issue was opened or changed.")
          .key("review", new Shape.Fields(REVIEW), "A code review changed.")
          .key("note", new Shape.Fields(NOTE), "Somebody commented.")
          .key("change-commit", listOr(TEXTS, PERFORCE), "Perforce: change-commit.")
          .key("change-content", listOr(TEXTS, PERFORCE), "Perforce: change-content.")
          .key("change-submit", listOr(TEXTS, PERFORCE), "Perforce: change-submit.")
          .key("shelve-commit", listOr(TEXTS, PERFORCE), "Perforce: shelve-commit.")
          .key("shelve-submit", listOr(TEXTS, PERFORCE), "Perforce: shelve-submit.")
          .key("story", new Shape.Fields(STORY), "A story changed.")
          .key("bug", new Shape.Fields(BUG), "A bug changed.")
          .v2("delete", new Shape.Fields(DELETE), "A branch or tag was removed.")
          .v2("openapi", word("enabled", "disabled"), "The platform's own interface.")
          .v2("repo_hook", listOf(ANYTHING), "Hooks of other repositories.")
          .build();

  private TriggerTables() {}
}
