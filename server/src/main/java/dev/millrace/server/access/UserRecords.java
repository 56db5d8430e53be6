package dev.millrace.server.access;

import java.util.List;
import java.util.Optional;

/** Users, their passwords, and the code that makes the first of them. Found ignoring case. */
public interface UserRecords {
  Optional<User> find(UserId id);

  /** False if there is one with this key already. */
  boolean insert(User user);

  /** False if the one kept is not the version before this one. */
  boolean update(User user);

  /** In the order of their keys, those behind {@code after}. */
  List<User> list(Optional<UserId> after, int limit);

  long count();

  /** How many enabled administrators of the server there are. */
  long countActingAdministrators();

  /** The hash of a user's password, as the hashing wrote it; empty where there is none. */
  Optional<String> passwordOf(UserId user);

  void setPassword(UserId user, String hash);

  Optional<Failures> failuresOf(UserId user);

  /** Keeps what is known when it happened later: several processes may write. */
  void setFailures(UserId user, Failures failures);

  void clearFailures(UserId user);

  /** The fingerprint of the code that makes the first administrator, where one is wanted. */
  Optional<String> setupCode();

  /** In place of any before. */
  void setSetupCode(String fingerprint);

  /** False if there is none. */
  boolean deleteSetupCode();
}
