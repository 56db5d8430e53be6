package dev.millrace.pipeline;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.trigger.RepositoryRef;
import dev.millrace.pipeline.trigger.Trigger;
import dev.millrace.pipeline.trigger.TriggerRule;
import dev.millrace.pipeline.trigger.TriggerSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Triggers of every kind. */
final class ArbitraryTriggers {
  private static final List<String> FILTERS =
      List.of(
          "branches",
          "branches-ignore",
          "paths",
          "paths-ignore",
          "users",
          "users-ignore",
          "action",
          "tags",
          "from-branches",
          "target-branches",
          "source-branches",
          "labels",
          "assignees",
          "types",
          "states",
          "comment",
          "owners",
          "unheard-of");

  private static final List<String> VALUES =
      List.of(
          "main",
          "release/*",
          "a,b",
          "",
          "**/x;y",
          "commit",
          "merge_request",
          "issue",
          "Commit",
          "open",
          "new-branch",
          "{n:[0-9]+}");

  private static final List<String> ELEMENTS =
      List.of("manualTrigger", "marketEvent", "timerTrigger", "codeGitWebHookTrigger", "");

  private final Arbitrary any;

  ArbitraryTriggers(Arbitrary any) {
    this.any = any;
  }

  Trigger trigger() {
    TriggerRule rule = rule();
    boolean hasSource = rule instanceof TriggerRule.Event || any.rarely(4);
    return new Trigger(
        any.text(),
        any.oneOf(List.of("", "manual", "push", any.text())),
        any.flag(),
        hasSource ? source() : TriggerSource.NONE,
        rule,
        any.dataMap());
  }

  private TriggerRule rule() {
    return switch (any.upTo(7)) {
      case 0 -> new TriggerRule.Manual(any.flag(), any.flag());
      case 1 -> new TriggerRule.Remote();
      case 2 -> schedule();
      case 3 -> new TriggerRule.Foreign(any.oneOf(ELEMENTS), any.dataMap());
      default -> event();
    };
  }

  private TriggerRule schedule() {
    return new TriggerRule.Schedule(
        any.list(() -> any.oneOf(List.of("30 2 * * 1-5", "0 0 3 ? * 2", any.text()))),
        any.maybe(() -> new TriggerRule.Interval(days(), times())),
        any.maybe(this::repository),
        any.texts(),
        any.flag(),
        any.textMap(),
        any.dataMap());
  }

  private List<String> days() {
    return any.list(() -> any.oneOf(List.of("Sun", "Monday", "sat", "noday", "")));
  }

  private List<String> times() {
    return any.list(() -> any.oneOf(List.of("00:00", "7:30", "24:60", "noon", "99999999999:1")));
  }

  private TriggerRule event() {
    return new TriggerRule.Event(
        any.oneOf(TriggerRule.EventKind.class),
        filters(),
        any.maybe(() -> any.oneOf(TriggerRule.PathFilterType.class)),
        any.maybe(this::customFilter),
        any.maybe(any::flag),
        any.maybe(any::flag),
        any.maybe(any::flag),
        any.maybe(any::flag));
  }

  private SequencedMap<String, List<String>> filters() {
    var filters = new LinkedHashMap<String, List<String>>();
    for (int left = any.upTo(4); left > 0; left--) {
      filters.put(any.oneOf(FILTERS), any.list(() -> any.oneOf(VALUES)));
    }
    return filters;
  }

  private Data customFilter() {
    var fields = new LinkedHashMap<String, Data>();
    fields.put("url", Data.text("https://filter.example"));
    fields.put("credentials", Data.text("token"));
    return any.flag() ? new Data.Fields(fields) : any.data();
  }

  private TriggerSource source() {
    return new TriggerSource(
        any.upTo(4) - 1,
        repository(),
        any.maybe(() ->
            any.oneOf(
                List.of(
                    "git", "tgit", "github", "gitlab", "svn", "p4", "scm_git", "scm_svn", "tapd",
                    "base", ""))),
        any.maybe(any::text),
        any.maybe(any::text));
  }

  RepositoryRef repository() {
    return switch (any.upTo(4)) {
      case 0 -> new RepositoryRef.Self();
      case 1 -> new RepositoryRef.ByUrl(any.text());
      case 2 -> new RepositoryRef.ById(any.text());
      default -> new RepositoryRef.ByName(any.text());
    };
  }
}
