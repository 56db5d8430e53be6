package dev.millrace.server.builds.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.BuildStoreContract;
import dev.millrace.server.builds.BuildWaitsContract;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.builds.StaleVersion;
import dev.millrace.server.builds.arbiters.ArbiterStoreContract;
import dev.millrace.server.database.postgres.FreshPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresBuildStoreTest
    implements BuildStoreContract, BuildWaitsContract, ArbiterStoreContract<SqlBuildStore> {
  private final FreshPostgres postgres = new FreshPostgres();

  @Override
  public BuildStore emptyStore() {
    return open();
  }

  @Override
  public BuildStore reopened(BuildStore store) {
    store.close();
    return open();
  }

  @Override
  public SqlBuildStore emptyArbiters() {
    return open();
  }

  @Override
  public SqlBuildStore reopenedArbiters(SqlBuildStore store) {
    store.close();
    return open();
  }

  private SqlBuildStore open() {
    return new SqlBuildStore(postgres.open());
  }

  @Test
  void a_build_begins_once_whichever_of_two_servers_begins_it() {
    List<SqlBuildStore> servers = List.of(open(), open());
    List<CompletableFuture<Boolean>> begun = new ArrayList<>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 40; n++) {
        SqlBuildStore server = servers.get(n % 2);
        BuildCommit first = BuildCommit.ofNew(Samples.queued("b-" + n / 4));
        begun.add(CompletableFuture.supplyAsync(() -> isCommitted(server, first), threads));
      }
    }

    assertThat(begun).filteredOn(CompletableFuture::join).hasSize(10);
    assertThat(servers.getFirst().unfinished())
        .hasSize(10)
        .containsExactlyInAnyOrderElementsOf(servers.getLast().unfinished());
  }

  private static boolean isCommitted(SqlBuildStore store, BuildCommit commit) {
    try {
      store.commit(commit);
      return true;
    } catch (StaleVersion _) {
      return false;
    }
  }

  @AfterEach
  void close() {
    postgres.close();
  }
}
