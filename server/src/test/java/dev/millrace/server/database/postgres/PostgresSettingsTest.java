package dev.millrace.server.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostgresSettingsTest {
  private static final String URL = "jdbc:postgresql://db.example:5432/millrace";
  private static final PostgresSettings SETTINGS = PostgresSettings.of(URL, "ci", "s3cret");

  @Test
  void they_are_shown_without_the_password_and_without_what_the_url_adds() {
    var more = PostgresSettings.of(URL + "?sslpassphrase=s3cret", "ci", "s3cret");

    assertThat(more).hasToString(URL + " as ci, 4 writers, 8 readers");
    assertThat(more.store()).isEqualTo(URL);
  }

  @Test
  void a_url_of_another_database_or_with_a_password_is_refused_and_not_repeated() {
    assertThatThrownBy(() -> PostgresSettings.of("jdbc:mysql://ci:s3cret@db/x", "ci", "s3cret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the url of the database must be jdbc:postgresql://host:port/database");
    assertThatThrownBy(() -> PostgresSettings.of(URL + "?a=b&Password=s3cret", "ci", "s3cret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the url of the database must hold no user and no password, which are settings apart");
  }

  @Test
  void counts_and_patience_have_limits() {
    assertThat(SETTINGS.with(PostgresSettings.MAX_WRITERS, PostgresSettings.MAX_READERS).writers())
        .isEqualTo(32);
    assertThatThrownBy(() -> SETTINGS.with(0, 1)).hasMessage("writers must be 1 to 32, not 0");
    assertThatThrownBy(() -> SETTINGS.with(33, 1)).hasMessage("writers must be 1 to 32, not 33");
    assertThatThrownBy(() -> SETTINGS.with(1, 65)).hasMessage("readers must be 1 to 64, not 65");
    assertThatThrownBy(() -> SETTINGS.waiting(Duration.ofMillis(249)))
        .hasMessage("patience must be PT0.25S to PT5M, not PT0.249S");
  }
}
