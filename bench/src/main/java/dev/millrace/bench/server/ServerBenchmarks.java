package dev.millrace.bench.server;

import java.nio.file.Path;

/** All that is measured of the server. */
public final class ServerBenchmarks {
  private final Path launcher;
  private final Path folder;

  /**
   * Measures in a folder.
   *
   * @param launcher the product's
   * @param folder for data of the servers; some 4 GiB
   */
  public ServerBenchmarks(Path launcher, Path folder) {
    this.launcher = launcher;
    this.folder = folder;
  }

  public void run() {
    new LoadBenchmarks(folder).run();
    new StartBenchmarks(folder).run();
    new WatchBenchmarks(launcher, folder).run();
    new StartupBenchmarks(launcher, folder).run();
  }
}
