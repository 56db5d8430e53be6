package dev.millrace.server.builds.mutexes;

import dev.millrace.engine.mutex.MutexClaim;
import dev.millrace.engine.mutex.MutexEvent;
import dev.millrace.engine.mutex.MutexGroup;
import dev.millrace.engine.mutex.MutexGroup.Hold;
import dev.millrace.engine.mutex.MutexGroup.Waiter;
import dev.millrace.engine.mutex.MutexLifecycle;
import dev.millrace.engine.mutex.MutexMessage;
import dev.millrace.engine.mutex.MutexTransition;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.server.builds.arbiters.ArbiterKind;
import dev.millrace.server.builds.arbiters.ArbiterStep;
import dev.millrace.server.builds.sql.SentenceText;
import dev.millrace.server.builds.sql.TextFields;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Mutexes as arbiters. What is written here is read by the next release. */
final class MutexKind implements ArbiterKind<MutexGroup, MutexEvent, MutexMessage> {
  @Override
  public String kind() {
    return "mutex";
  }

  /** How an arbiter is called: the project never has a slash in it once it is encoded. */
  static String nameOf(MutexId id) {
    return URLEncoder.encode(id.project(), StandardCharsets.UTF_8) + "/" + id.name();
  }

  static MutexId idOfName(String name) {
    int slash = name.indexOf('/');
    return new MutexId(
        URLDecoder.decode(name.substring(0, slash), StandardCharsets.UTF_8),
        name.substring(slash + 1));
  }

  @Override
  public MutexGroup fresh(String name) {
    return MutexGroup.free(idOfName(name));
  }

  @Override
  public ArbiterStep<MutexGroup, MutexEvent, MutexMessage> on(
      MutexGroup group, MutexEvent event, Instant now) {
    MutexTransition transition = MutexLifecycle.on(group, event, now);
    return new ArbiterStep<>(transition.next(), transition.messages(), Set.of(), List.of());
  }

  @Override
  public String writeHead(MutexGroup group) {
    return group
        .holder()
        .map(hold -> write(hold.claim()).put("since", hold.since()))
        .orElseGet(TextFields::new)
        .written();
  }

  @Override
  public EntryChanges writeEntries(MutexGroup before, MutexGroup after) {
    var changes = after.line().since(before.line());
    return new EntryChanges(
        changes.put().stream()
            .map(waiter -> new Entry(waiter.getKey().toString(), write(waiter.getValue())))
            .toList(),
        changes.removed().stream().map(Object::toString).toList());
  }

  private static String write(Waiter waiter) {
    return write(waiter.claim()).put("since", waiter.since()).written();
  }

  @Override
  public MutexGroup read(String name, String head, List<Entry> entries) {
    var fields = new TextFields(head);
    Optional<Hold> holder =
        fields.has("build")
            ? Optional.of(new Hold(claim(fields), fields.moment("since")))
            : Optional.empty();
    return MutexGroup.of(idOfName(name), holder, entries.stream().map(MutexKind::waiter).toList());
  }

  private static Waiter waiter(Entry entry) {
    var fields = new TextFields(entry.text());
    return new Waiter(Long.parseLong(entry.key()), claim(fields), fields.moment("since"));
  }

  /** How long a job waits is up to its build, which has the timer. */
  @Override
  public String writeEvent(MutexEvent event) {
    throw new IllegalStateException("no timer brings " + event);
  }

  @Override
  public MutexEvent readEvent(String text) {
    throw new IllegalStateException("no timer brings " + text);
  }

  @Override
  public String writeMessage(MutexMessage message) {
    TextFields fields = write(message.to());
    return switch (message) {
      case MutexMessage.Grant _ -> fields.written();
      case MutexMessage.Refuse(_, var reason) ->
          fields.put("refused", SentenceText.ofOne(reason)).written();
    };
  }

  @Override
  public MutexMessage readMessage(String text) {
    var fields = new TextFields(text);
    return fields.has("refused")
        ? new MutexMessage.Refuse(claim(fields), SentenceText.one(fields.text("refused")))
        : new MutexMessage.Grant(claim(fields));
  }

  private static TextFields write(MutexClaim claim) {
    return new TextFields()
        .put("build", claim.build())
        .put("job", claim.job())
        .put("attempt", claim.attempt())
        .put("request", claim.request());
  }

  private static MutexClaim claim(TextFields fields) {
    return new MutexClaim(
        new BuildId(fields.text("build")),
        new JobId(fields.text("job")),
        fields.count("attempt"),
        fields.number("request"));
  }
}
