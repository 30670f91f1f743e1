// The same with coloured code.

import prism from '@11ty/eleventy-plugin-syntaxhighlight';
import plain from './eleventy.config.mjs';

export default function configure(config) {
  config.addPlugin(prism);
  return plain(config);
}
