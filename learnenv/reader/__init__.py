"""From files of Markdown and YAML to values, with every fault placed."""
