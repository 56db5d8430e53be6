package dev.millrace.server.access.memory;

import dev.millrace.server.access.Token;
import dev.millrace.server.access.TokenRecords;
import dev.millrace.server.access.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tokens by their ids. */
final class MemoryTokens implements TokenRecords {
  private final Map<String, Token> tokens = new TreeMap<>();
  private final Map<String, String> ids = new TreeMap<>();

  MemoryTokens copy() {
    var copy = new MemoryTokens();
    copy.tokens.putAll(tokens);
    copy.ids.putAll(ids);
    return copy;
  }

  @Override
  public Optional<Token> byFingerprint(String fingerprint) {
    return Optional.ofNullable(ids.get(fingerprint)).flatMap(this::find);
  }

  @Override
  public Optional<Token> find(String id) {
    return Optional.ofNullable(tokens.get(id));
  }

  @Override
  public List<Token> of(UserId user) {
    return tokens.values().stream()
        .filter(token -> token.user().key().equals(user.key()))
        .sorted(Comparator.comparing(Token::createdAt).thenComparing(Token::id))
        .toList();
  }

  @Override
  public void insert(Token token, String fingerprint) {
    tokens.put(token.id(), token);
    ids.put(fingerprint, token.id());
  }

  @Override
  public void touch(String id, Instant usedAt) {
    tokens.computeIfPresent(
        id,
        (_, was) ->
            was.lastUsedAt().filter(usedAt::isBefore).isPresent()
                ? was
                : new Token(id, was.user(), was.terms(), was.createdAt(), Optional.of(usedAt)));
  }

  @Override
  public boolean delete(String id) {
    ids.values().removeIf(id::equals);
    return tokens.remove(id) != null;
  }
}
