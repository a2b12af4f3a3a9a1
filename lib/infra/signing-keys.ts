import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  AnyPrincipal,
  Effect,
  type IRole,
  PolicyDocument,
  PolicyStatement,
} from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { outputName } from './output-name.ts';

const algorithms = {
  [KeySpec.RSA_3072]: 'RSASSA_PKCS1_V1_5_SHA_256',
  [KeySpec.ECC_NIST_P256]: 'ECDSA_SHA_256',
} as const;

type SigningSpec = keyof typeof algorithms;

/** What keeps a key manageable and usable by no one: neither Sign nor CreateGrant is among it. */
const administration = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:GetKeyPolicy',
  'kms:GetPublicKey',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/**
 * The policy of a signing key: one role signs digests with one algorithm, and nobody else signs or
 * hands signing on, whatever their own policies allow. Replacing this policy stays possible for the
 * account (a key nobody can manage could not be retired) and shows in CloudTrail.
 */
function signingKeyPolicy(signer: IRole, algorithm: string): PolicyDocument {
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'Administration',
        principals: [new AccountRootPrincipal()],
        actions: administration,
        resources: ['*'],
      }),
      new PolicyStatement({
        sid: 'SignDigests',
        principals: [signer],
        actions: ['kms:Sign'],
        resources: ['*'],
        conditions: {
          StringEquals: { 'kms:MessageType': 'DIGEST', 'kms:SigningAlgorithm': algorithm },
        },
      }),
      // GetPublicKey carries no message type, so it cannot share the statement above.
      new PolicyStatement({
        sid: 'ReadPublicKey',
        principals: [signer],
        actions: ['kms:GetPublicKey', 'kms:DescribeKey'],
        resources: ['*'],
      }),
      new PolicyStatement({
        sid: 'NobodyElseSigns',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:Sign', 'kms:CreateGrant'],
        resources: ['*'],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': signer.roleArn } },
      }),
      new PolicyStatement({
        sid: 'NoGrants',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:CreateGrant'],
        resources: ['*'],
      }),
    ],
  });
}

export interface SigningKeysProps {
  /** The only role that may sign. */
  readonly signer: IRole;
  /** Pilot signers (leaders); in production leaders sign outside (DESIGN §2). */
  readonly leaders: readonly string[];
}

/** The agency's seal key and the pilot leaders' keys, each under `alias/sign/<signer>`. */
export class SigningKeys extends Construct {
  readonly all: readonly Key[];

  constructor(scope: Construct, id: string, { signer, leaders }: SigningKeysProps) {
    super(scope, id);
    const make = (signerId: string, keySpec: SigningSpec): Key => {
      const key = new Key(this, signerId, {
        description: `Signing key of ${signerId}`,
        alias: `sign/${signerId}`,
        keySpec,
        keyUsage: KeyUsage.SIGN_VERIFY,
        policy: signingKeyPolicy(signer, algorithms[keySpec]),
        removalPolicy: RemovalPolicy.RETAIN,
      });
      new CfnOutput(Stack.of(this), `SigningKey${outputName(signerId)}`, {
        value: key.keyArn,
        description: `alias/sign/${signerId}`,
      });
      return key;
    };
    // Both kinds of key stay exercised: leaders take turns between P-256 and RSA.
    this.all = [
      make('agency', KeySpec.RSA_3072),
      ...leaders.map((leader, index) =>
        make(leader, index % 2 === 0 ? KeySpec.ECC_NIST_P256 : KeySpec.RSA_3072),
      ),
    ];
  }
}
