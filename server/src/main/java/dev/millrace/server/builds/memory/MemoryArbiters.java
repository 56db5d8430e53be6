package dev.millrace.server.builds.memory;

import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.StaleVersion;
import dev.millrace.server.builds.arbiters.ArbiterCommit;
import dev.millrace.server.builds.arbiters.ArbiterCommit.WrittenMessage;
import dev.millrace.server.builds.arbiters.ArbiterCommit.WrittenTimer;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.builds.arbiters.ArbiterKind.Entry;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Arbiters in a map. Guarded by itself. */
final class MemoryArbiters {
  private final Map<ArbiterId, StoredArbiter> arbiters = new HashMap<>();

  synchronized Optional<StoredArbiter> load(ArbiterId id) {
    return Optional.ofNullable(arbiters.get(id));
  }

  synchronized List<String> busy(String kind) {
    return arbiters.entrySet().stream()
        .filter(entry -> entry.getKey().kind().equals(kind))
        .filter(
            entry -> !entry.getValue().timers().isEmpty() || !entry.getValue().messages().isEmpty())
        .map(entry -> entry.getKey().name())
        .sorted()
        .toList();
  }

  /** All steps, if {@code rest}, which is done before them, does not throw. */
  synchronized void commit(List<ArbiterCommit> steps, Runnable rest) {
    for (ArbiterCommit step : steps) {
      if (load(step.id()).map(StoredArbiter::version).orElse(0L) != step.expectedVersion()) {
        throw new StaleVersion(step.id().toString(), step.expectedVersion());
      }
    }
    rest.run();
    steps.forEach(step -> arbiters.put(step.id(), after(step, load(step.id()))));
  }

  private static StoredArbiter after(ArbiterCommit step, Optional<StoredArbiter> before) {
    Map<String, Entry> entries = new HashMap<>();
    List<WrittenTimer> timers = new ArrayList<>();
    List<WrittenMessage> messages = new ArrayList<>();
    before.ifPresent(old -> {
      old.entries().forEach(entry -> entries.put(entry.key(), entry));
      timers.addAll(old.timers());
      messages.addAll(old.messages());
    });
    step.entries().put().forEach(entry -> entries.put(entry.key(), entry));
    step.entries().removed().forEach(entries::remove);
    timers.removeIf(timer -> step.timersCleared().contains(timer.key()));
    for (WrittenTimer set : step.timersSet()) {
      timers.removeIf(timer -> timer.key().equals(set.key()));
      timers.add(set);
    }
    timers.sort(Comparator.comparing(WrittenTimer::due).thenComparing(WrittenTimer::key));
    messages.addAll(step.messages());
    return new StoredArbiter(
        step.version(), step.head(), List.copyOf(entries.values()), timers, messages);
  }

  synchronized void forget(ArbiterId id, List<EffectKey> delivered) {
    arbiters.computeIfPresent(
        id,
        (_, stored) ->
            new StoredArbiter(
                stored.version(),
                stored.head(),
                stored.entries(),
                stored.timers(),
                stored.messages().stream()
                    .filter(message -> !delivered.contains(message.key()))
                    .toList()));
  }
}
