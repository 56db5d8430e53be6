package dev.millrace.server.builds.sqlite;

import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.BuildStoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteBuildStoreTest implements BuildStoreContract {
  @TempDir Path folder;

  private final List<BuildStore> opened = new ArrayList<>();

  @Override
  public BuildStore emptyStore() {
    return open();
  }

  @Override
  public BuildStore reopened(BuildStore store) {
    store.close();
    return open();
  }

  private BuildStore open() {
    BuildStore store = SqliteBuildStore.open(folder.resolve("builds.db"));
    opened.add(store);
    return store;
  }

  @AfterEach
  void close() {
    opened.forEach(BuildStore::close);
  }
}
