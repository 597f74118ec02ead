package dev.karamon.server;

/** A server has the data folder. */
final class FolderInUseException extends StartupException {
  private static final long serialVersionUID = 1;

  private final String inUse;

  FolderInUseException(String folder, String holder) {
    this("The data folder %s is in use by another server (process %s)".formatted(folder, holder));
  }

  private FolderInUseException(String inUse) {
    super(inUse + ": stop it, or set " + Setting.DATA_DIR.variable() + " to another folder");
    this.inUse = inUse;
  }

  /** For who only wants a job done that the other server does as well. */
  StartupException whichDoes(String request) {
    return new StartupException(inUse + ", which does it while it runs: " + request);
  }
}
