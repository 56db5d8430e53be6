package dev.millrace.server.builds.queues;

import dev.millrace.engine.queue.BuildQueue;
import dev.millrace.engine.queue.QueueEffect;
import dev.millrace.engine.queue.QueueEffect.ToBuild;
import dev.millrace.engine.queue.QueueEvent;
import dev.millrace.engine.queue.QueueEvent.QueueTimeoutReached;
import dev.millrace.engine.queue.QueueHead;
import dev.millrace.engine.queue.QueueLifecycle;
import dev.millrace.engine.queue.QueueTransition;
import dev.millrace.engine.queue.QueuedBuild;
import dev.millrace.engine.queue.StartRate;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.QueueId;
import dev.millrace.server.builds.arbiters.ArbiterKind;
import dev.millrace.server.builds.arbiters.ArbiterStep;
import dev.millrace.server.builds.arbiters.ArbiterStep.Timer;
import dev.millrace.server.builds.sql.SentenceText;
import dev.millrace.server.builds.sql.TextFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Queues as arbiters. What is written here is read by the next release. */
final class QueueKind implements ArbiterKind<BuildQueue, QueueEvent, ToBuild> {
  @Override
  public String kind() {
    return "queue";
  }

  @Override
  public BuildQueue fresh(String name) {
    return BuildQueue.empty(new QueueId(name));
  }

  @Override
  public ArbiterStep<BuildQueue, QueueEvent, ToBuild> on(
      BuildQueue queue, QueueEvent event, Instant now) {
    return stepOf(QueueLifecycle.on(queue, event, now), _ -> true);
  }

  /** The step of a transition with those of its messages that are {@code wanted}. */
  static ArbiterStep<BuildQueue, QueueEvent, ToBuild> stepOf(
      QueueTransition transition, Predicate<ToBuild> wanted) {
    List<ToBuild> messages = new ArrayList<>();
    Set<String> cleared = new HashSet<>();
    List<Timer<QueueEvent>> set = new ArrayList<>();
    for (QueueEffect effect : transition.effects()) {
      switch (effect) {
        case ToBuild message -> {
          if (wanted.test(message)) {
            messages.add(message);
          }
        }
        case QueueEffect.SetTimer(var key, var due, var event) ->
            set.add(new Timer<>(key, due, event));
        case QueueEffect.ClearTimer(var key) -> {
          set.removeIf(timer -> timer.key().equals(key));
          cleared.add(key);
        }
      }
    }
    return new ArbiterStep<>(transition.next(), messages, cleared, set);
  }

  @Override
  public String writeHead(BuildQueue queue) {
    QueueHead head = queue.head();
    return new TextFields()
        .put("slots", head.slots())
        .put("ticket", head.nextTicket())
        .put("rate", head.rate().emptyUntil())
        .written();
  }

  @Override
  public EntryChanges writeEntries(BuildQueue before, BuildQueue after) {
    var changes = after.builds().since(before.builds());
    return new EntryChanges(
        changes.put().stream()
            .map(build -> new Entry(build.getKey().value(), write(build.getValue())))
            .toList(),
        changes.removed().stream().map(BuildId::value).toList());
  }

  private static String write(QueuedBuild build) {
    return new TextFields()
        .put("pipeline", build.pipeline())
        .put("attempt", build.attempt())
        .put("news", build.news())
        .put("standing", build.standing())
        .put("ticket", build.ticket())
        .put("since", build.since())
        .put("until", build.until())
        .put("given_up", build.givenUp())
        .written();
  }

  @Override
  public BuildQueue read(String name, String head, List<Entry> entries) {
    var fields = new TextFields(head);
    return BuildQueue.of(
        new QueueId(name),
        new QueueHead(
            fields.count("slots"), fields.number("ticket"), new StartRate(fields.moment("rate"))),
        entries.stream().map(QueueKind::queued).toList());
  }

  private static QueuedBuild queued(Entry entry) {
    var fields = new TextFields(entry.text());
    return new QueuedBuild(
        new BuildId(entry.key()),
        new PipelineId(fields.text("pipeline")),
        fields.count("attempt"),
        fields.number("news"),
        QueuedBuild.Standing.valueOf(fields.text("standing")),
        fields.number("ticket"),
        fields.moment("since"),
        fields.moment("until"),
        fields.flag("given_up"));
  }

  /** Only a timeout waits in a timer. */
  @Override
  public String writeEvent(QueueEvent event) {
    if (event instanceof QueueTimeoutReached(var build, var attempt)) {
      return new TextFields().put("build", build).put("attempt", attempt).written();
    }
    throw new IllegalStateException("no timer brings " + event);
  }

  @Override
  public QueueEvent readEvent(String text) {
    var fields = new TextFields(text);
    return new QueueTimeoutReached(new BuildId(fields.text("build")), fields.count("attempt"));
  }

  @Override
  public String writeMessage(ToBuild message) {
    var fields = new TextFields().put("type", message.getClass().getSimpleName());
    fields.put("build", message.build()).put("attempt", message.attempt());
    return switch (message) {
      case QueueEffect.Admit _ -> fields.written();
      case QueueEffect.CancelBuild(_, _, var reason) ->
          fields.put("reason", SentenceText.ofOne(reason)).written();
      case QueueEffect.TimeOut(_, _, var reason) ->
          fields.put("reason", SentenceText.ofOne(reason)).written();
    };
  }

  @Override
  public ToBuild readMessage(String text) {
    var fields = new TextFields(text);
    var build = new BuildId(fields.text("build"));
    int attempt = fields.count("attempt");
    return switch (fields.text("type")) {
      case "Admit" -> new QueueEffect.Admit(build, attempt);
      case "CancelBuild" ->
          new QueueEffect.CancelBuild(build, attempt, SentenceText.one(fields.text("reason")));
      case "TimeOut" ->
          new QueueEffect.TimeOut(build, attempt, SentenceText.one(fields.text("reason")));
      default -> throw new IllegalStateException("no message is written as " + text);
    };
  }
}
