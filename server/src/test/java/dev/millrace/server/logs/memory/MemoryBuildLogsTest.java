package dev.millrace.server.logs.memory;

import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.BuildLogsContract;
import dev.millrace.server.logs.LogReader;

class MemoryBuildLogsTest implements BuildLogsContract {
  @Override
  public BuildLogs emptyLogs() {
    return new MemoryBuildLogs();
  }

  @Override
  public BuildLogs reopened(BuildLogs logs) {
    return logs;
  }

  @Override
  public LogReader readByOthers(BuildLogs logs) {
    return logs;
  }
}
