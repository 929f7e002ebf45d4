import { testCases } from '../../support/command-cases.js';

testCases([{ call: 'PFSELFTEST', reply: '+OK\r\n', dirty: 0 }]);
