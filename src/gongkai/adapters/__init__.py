"""Files and the network: everything that reads or writes, without Django."""
