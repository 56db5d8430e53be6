package dev.millrace.server.builds.sql;

import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.BuildStoreContract;
import dev.millrace.server.builds.BuildWaitsContract;
import dev.millrace.server.builds.arbiters.ArbiterStoreContract;
import dev.millrace.server.database.postgres.FreshPostgres;
import org.junit.jupiter.api.AfterEach;

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

  @AfterEach
  void close() {
    postgres.close();
  }
}
