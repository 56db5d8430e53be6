package dev.millrace.server.access.http;

import dev.millrace.server.access.User;
import dev.millrace.server.http.json.Page;
import java.util.List;
import java.util.Optional;

/**
 * Some users, by their names.
 *
 * @param next where the next page begins; absent: there is none
 */
public record UserPage(List<UserView> items, Optional<String> next) {
  static UserPage of(Page<User> page) {
    return new UserPage(page.items().stream().map(UserView::of).toList(), page.next());
  }
}
