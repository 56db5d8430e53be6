package dev.millrace.server.logs.memory;

import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.BuildLogsContract;

class MemoryBuildLogsTest implements BuildLogsContract {
  @Override
  public BuildLogs emptyLogs() {
    return new MemoryBuildLogs();
  }

  @Override
  public BuildLogs reopened(BuildLogs logs) {
    return logs;
  }
}
