package dev.millrace.server.http;

import dev.millrace.server.http.idempotency.MemoryKeptAnswers;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A house with the sample routes for each test. */
abstract class HttpTestBase {
  final People people = new People();
  final SampleRoutes sample = new SampleRoutes();
  final ApiHouse house;

  HttpTestBase() {
    this(HttpSettings.local(0));
  }

  HttpTestBase(HttpSettings settings) {
    house =
        ApiHouse.open(
            people,
            settings,
            new MemoryKeptAnswers(),
            sample.routes(),
            List.of(SampleRoutes::problem));
  }

  @AfterEach
  void close() {
    sample.leave.countDown();
    house.close();
  }
}
