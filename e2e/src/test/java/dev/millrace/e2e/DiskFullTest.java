package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server whose disk is full for a while. */
class DiskFullTest {
  @TempDir Path folder;

  @Test
  void a_server_without_room_says_so_and_goes_on_by_itself_when_there_is_room_again()
      throws IOException {
    try (var disk = new SmallDisk(Files.createDirectory(folder.resolve("disk")));
        var house = new ServerHouse(folder, disk.folder().resolve("data"))) {
      ServerHouse.Life life = house.first();
      Api api = house.api;
      var held = new Held(api, folder);
      String pipeline = held.pipeline("running", "");
      String build = held.start(pipeline, "first");
      held.awaitBegin("running");

      disk.fill(life.processId());
      Api.Answer refused =
          api.once(
              "POST",
              Held.PIPELINES + "/" + pipeline + "/builds",
              Map.of(),
              Map.of("Idempotency-Key", "second"));
      held.letGo("running");
      assertThat(held.status(build)).isEqualTo("RUNNING");

      refused.require(503);
      assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.json().get("reason").asString()).isEqualTo(disk.reason());
      api.once("GET", "/api/v1/health/live", "", Map.of()).require(200);

      disk.free(life.processId());
      held.awaitStatus(build, "SUCCEED");
      held.awaitStatus(held.start(pipeline, "second"), "SUCCEED");
      api.get("/api/v1/health/ready").require(200);
      assertThat(held.begins("running")).hasSize(2);
      assertThat(held.log(build, 1)).anyMatch(line -> line.endsWith("after"));
      assertThat(held.log(build, 2)).anyMatch(line -> line.endsWith("and more"));
      assertThat(life.stop().exitCode()).isZero();
    }
  }
}
