"""From a question to a verified answer. Reads an index build; never writes one."""
