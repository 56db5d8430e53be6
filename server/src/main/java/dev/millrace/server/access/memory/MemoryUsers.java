package dev.millrace.server.access.memory;

import dev.millrace.server.access.Failures;
import dev.millrace.server.access.User;
import dev.millrace.server.access.UserId;
import dev.millrace.server.access.UserRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Users by their keys. */
final class MemoryUsers implements UserRecords {
  private final TreeMap<String, User> users = new TreeMap<>();
  private final Map<String, String> passwords = new TreeMap<>();
  private final Map<String, Failures> failures = new TreeMap<>();
  private Optional<String> setupCode = Optional.empty();

  MemoryUsers copy() {
    var copy = new MemoryUsers();
    copy.users.putAll(users);
    copy.passwords.putAll(passwords);
    copy.failures.putAll(failures);
    copy.setupCode = setupCode;
    return copy;
  }

  @Override
  public Optional<User> find(UserId id) {
    return Optional.ofNullable(users.get(id.key()));
  }

  @Override
  public boolean insert(User user) {
    return users.putIfAbsent(user.id().key(), user) == null;
  }

  @Override
  public boolean update(User user) {
    if (find(user.id()).filter(was -> was.version() == user.version() - 1).isEmpty()) {
      return false;
    }
    users.put(user.id().key(), user);
    return true;
  }

  @Override
  public List<User> list(Optional<UserId> after, int limit) {
    return after.map(id -> users.tailMap(id.key(), false)).orElse(users).values().stream()
        .limit(limit)
        .toList();
  }

  @Override
  public long count() {
    return users.size();
  }

  @Override
  public long countActingAdministrators() {
    return users.values().stream()
        .map(User::details)
        .filter(details -> details.isAdministrator() && !details.isDisabled())
        .count();
  }

  @Override
  public Optional<String> passwordOf(UserId user) {
    return Optional.ofNullable(passwords.get(user.key()));
  }

  @Override
  public void setPassword(UserId user, String hash) {
    passwords.put(user.key(), hash);
  }

  @Override
  public Optional<Failures> failuresOf(UserId user) {
    return Optional.ofNullable(failures.get(user.key()));
  }

  @Override
  public void setFailures(UserId user, Failures known) {
    failures.merge(
        user.key(), known, (was, next) -> was.lastAt().isAfter(next.lastAt()) ? was : next);
  }

  @Override
  public void clearFailures(UserId user) {
    failures.remove(user.key());
  }

  @Override
  public Optional<String> setupCode() {
    return setupCode;
  }

  @Override
  public void setSetupCode(String fingerprint) {
    setupCode = Optional.of(fingerprint);
  }

  @Override
  public boolean deleteSetupCode() {
    boolean was = setupCode.isPresent();
    setupCode = Optional.empty();
    return was;
  }
}
