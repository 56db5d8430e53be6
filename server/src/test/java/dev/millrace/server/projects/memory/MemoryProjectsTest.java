package dev.millrace.server.projects.memory;

import dev.millrace.server.access.AccessStore;
import dev.millrace.server.access.memory.MemoryAccess;
import dev.millrace.server.projects.ProjectStore;
import dev.millrace.server.projects.ProjectStoreContract;

class MemoryProjectsTest implements ProjectStoreContract {
  private final MemoryAccess access = new MemoryAccess();
  private final MemoryProjects projects = new MemoryProjects(access);

  @Override
  public ProjectStore store() {
    return projects;
  }

  @Override
  public AccessStore access() {
    return access;
  }
}
