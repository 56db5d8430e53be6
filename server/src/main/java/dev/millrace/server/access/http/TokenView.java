package dev.millrace.server.access.http;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token, without what proves it.
 *
 * @param scopes what it may do; absent: all that its user may
 * @param projects where; absent: everywhere its user may
 * @param lastUsedAt absent: never
 */
public record TokenView(
    String id,
    String name,
    Optional<List<Permission>> scopes,
    Optional<List<String>> projects,
    Instant createdAt,
    Optional<Instant> lastUsedAt,
    Instant expiresAt) {
  /** The tokens of a user that have not expired, in the order in which they were made. */
  public record TokenList(List<TokenView> items) {
    static TokenList of(List<Token> tokens) {
      return new TokenList(tokens.stream().map(TokenView::of).toList());
    }
  }

  static TokenView of(Token token) {
    return new TokenView(
        token.id(),
        token.terms().name(),
        token.terms().scopes().map(scopes -> scopes.stream().sorted().toList()),
        token.terms().projects().map(some -> some.stream().map(ProjectId::value).sorted().toList()),
        token.createdAt(),
        token.lastUsedAt(),
        token.terms().expiresAt());
  }
}
